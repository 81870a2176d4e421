// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import org.apiguardian.api.API;

/**
 * Version of HTTP that virtual users speak.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum HttpVersion {

    /** Only HTTP/1.1. */
    HTTP_1_1,

    /** Only HTTP/2: over TLS negotiated by ALPN as {@code h2}, in clear text with prior knowledge. */
    HTTP_2,

    /** Over TLS, HTTP/2 if the server supports it (negotiated by ALPN), otherwise HTTP/1.1; in clear text, HTTP/1.1. */
    NEGOTIATE
}
