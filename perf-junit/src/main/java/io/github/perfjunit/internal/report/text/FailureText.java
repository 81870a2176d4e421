// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

import java.util.ArrayList;
import java.util.List;

/** What of a test's failure belongs into its stored result. */
public final class FailureText {

    private static final int LONGEST = 500;
    private static final int MOST_LINES = 10;
    private static final String LISTED = "  - ";

    private FailureText() {}

    /**
     * Returns the first paragraph of a message and the reasons that it lists. What follows, such as a table of the
     * objectives and the path of the report, is in the result itself.
     *
     * @param failure any failure, whose message may be missing
     * @return safe lines, at least one
     */
    public static List<String> of(Throwable failure) {
        String message = message(failure);
        List<String> lines = new ArrayList<>();
        boolean first = true;
        for (String line : message.strip().lines().toList()) {
            first &= !line.isBlank();
            if ((first || line.startsWith(LISTED)) && lines.size() < MOST_LINES) {
                lines.add(PlainText.of(
                        line.startsWith(LISTED) ? line.substring(LISTED.length()) : line.strip(), LONGEST));
            }
        }
        return lines.isEmpty() ? List.of(Reasons.of(failure)) : lines;
    }

    /** A message may be made by the code of a test. */
    private static String message(Throwable failure) {
        try {
            String message = failure.getMessage();
            return message == null ? "" : message;
        } catch (RuntimeException | StackOverflowError e) {
            return "";
        }
    }
}
