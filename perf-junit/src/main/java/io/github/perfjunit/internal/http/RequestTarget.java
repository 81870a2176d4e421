// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

/**
 * The target of a request.
 *
 * @param origin the origin
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
