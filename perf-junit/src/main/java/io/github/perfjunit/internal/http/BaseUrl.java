// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * What relative URLs are resolved against.
 *
 * @param origin where requests go
 * @param path what paths are appended to, without a slash at its end; often empty
 */
record BaseUrl(Origin origin, String path) {

    /** Returns what is wrong, as a sentence; null if nothing is. */
    static @Nullable String problem(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            parse(text);
            return null;
        } catch (IllegalArgumentException e) {
            return "baseUrl was '" + ForeignText.clean(withoutUser(text)) + "' but " + e.getMessage()
                    + ", such as http://localhost:8080";
        }
    }

    /**
     * Reads a base URL.
     *
     * @throws IllegalArgumentException with what is wrong, to follow "but"
     */
    static BaseUrl parse(String text) {
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("must hold no query and no fragment");
        }
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("must hold no braces");
        }
        Origin origin = Origin.parse(text);
        String path = text.substring(Origin.authorityEnd(text, Origin.schemeEnd(text)));
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return new BaseUrl(origin, PercentEncoder.LITERAL.encode(path.substring(0, end)));
    }

    private static String withoutUser(String text) {
        int at = text.lastIndexOf('@');
        int start = text.indexOf("://");
        return at > start && start >= 0 ? text.substring(0, start + 3) + "***" + text.substring(at) : text;
    }
}
