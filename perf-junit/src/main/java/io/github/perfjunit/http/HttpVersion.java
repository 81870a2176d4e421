// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import org.apiguardian.api.API;

/**
 * Which version of HTTP virtual users speak.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum HttpVersion {

    /** HTTP/1.1 alone. */
    HTTP_1_1,

    /** HTTP/2 alone: over TLS as ALPN agrees on {@code h2}, in clear text with prior knowledge of the server. */
    HTTP_2,

    /** Over TLS HTTP/2 where the server has it and else HTTP/1.1, as ALPN finds out; in clear text HTTP/1.1. */
    NEGOTIATE
}
