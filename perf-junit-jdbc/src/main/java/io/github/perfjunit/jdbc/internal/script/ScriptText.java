// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import io.github.perfjunit.metrics.PrintableText;

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
        return PrintableText.escaped(foreign, longest);
    }
}
