// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

/** Reduces URI templates to the name of a request: no scheme and host, no query, no fragment. */
final class Templates {

    private Templates() {}

    static String path(String template) {
        int from = 0;
        int scheme = template.indexOf("://");
        if (scheme >= 0 && template.lastIndexOf('/', scheme) < 0 && template.lastIndexOf('?', scheme) < 0) {
            from = end(template, scheme + 3, "/?#");
        }
        String path = template.substring(from, end(template, from, "?#"));
        if (path.isEmpty()) {
            return "/";
        }
        return path.startsWith("/") || path.startsWith("{") ? path : '/' + path;
    }

    /** Finds the first of some characters outside braces, which may enclose a regular expression. */
    private static int end(String text, int from, String characters) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (depth <= 0 && characters.indexOf(c) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
