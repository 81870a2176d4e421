// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.metrics.PrintableText;

/** Text that came from elsewhere, made fit for a message: bounded, in one line, without control characters. */
final class ForeignText {

    private static final int LONGEST = 200;
    private static final String CUT = "...";

    private ForeignText() {}

    static String clean(String text) {
        return clean(text, LONGEST);
    }

    /** Keeps at most so many characters, and three dots where there were more. */
    static String clean(String text, int longest) {
        return PrintableText.oneLine(text, longest + CUT.length());
    }
}
