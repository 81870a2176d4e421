// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

/**
 * What a request asks for.
 *
 * @param origin where it goes
 * @param path path and query, percent-encoded, with a slash at its beginning
 */
record RequestTarget(Origin origin, String path) {

    String url() {
        return (origin.tls() ? "https://" : "http://") + origin + path;
    }

    String pathWithoutQuery() {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
