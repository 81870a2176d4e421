// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.Locale;

/** Words of a script in messages. */
final class ScriptText {

    private static final int LONGEST = 40;

    private ScriptText() {}

    /** Cuts a word and makes characters visible that are not. */
    static String text(String foreign) {
        return text(foreign, LONGEST);
    }

    /** Cuts a text to a length and makes characters visible that are not. */
    static String text(String foreign, int longest) {
        StringBuilder shown = new StringBuilder();
        foreign.codePoints().limit(longest).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return foreign.codePointCount(0, foreign.length()) > longest
                ? shown.append("...").toString()
                : shown.toString();
    }
}
