// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.internal.util.UrlParts;

/**
 * The URL against which relative URLs are resolved.
 *
 * @param origin origin of the requests
 * @param path prefix of all paths, without a slash at its end; often empty
 */
record BaseUrl(Origin origin, String path) {

    /**
     * Reads a base URL.
     *
     * @throws IllegalArgumentException with the mistake, to follow "but"
     */
    static BaseUrl parse(String text) {
        Origin origin = Origin.of(UrlParts.parseBase(text));
        String path = text.substring(Origin.authorityEnd(text, Origin.schemeEnd(text)));
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return new BaseUrl(origin, PercentEncoder.LITERAL.encode(path.substring(0, end)));
    }
}
