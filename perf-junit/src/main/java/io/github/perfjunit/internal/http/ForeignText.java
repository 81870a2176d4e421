// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

/** Text that came from elsewhere, made fit for a message: bounded, in one line, without control characters. */
final class ForeignText {

    private static final int LONGEST = 200;

    private ForeignText() {}

    static String clean(String text) {
        return clean(text, LONGEST);
    }

    static String clean(String text, int longest) {
        int end = Math.min(text.length(), longest);
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder clean = new StringBuilder(end + 3);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            clean.append(isHarmless(c) ? c : '?');
        }
        return end < text.length() ? clean.append("...").toString() : clean.toString();
    }

    // Format characters include the marks that turn the direction of what follows them.
    private static boolean isHarmless(char c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
