// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.metrics.PrintableText;

/** Makes text of unknown origin fit for a message: bounded, in one line, without control characters. */
final class ForeignText {

    private static final int LONGEST = 200;
    private static final String CUT = "...";

    private ForeignText() {}

    static String clean(String text) {
        return clean(text, LONGEST);
    }

    /** Shortens a text to a number of characters; three dots replace the rest. */
    static String clean(String text, int longest) {
        return PrintableText.oneLine(text, longest + CUT.length());
    }
}
