// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.internal.report.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines with a label before the first of them, wrapped between words. */
final class LabeledLines {

    private static final int LABEL = 12;
    private static final int LONGEST_TEXT = 600;
    private static final Pattern UNIT = Pattern.compile("(?:[mu]?s|%)(?!\\w)");
    private static final int ROOM = SummaryTable.WIDTH - SummaryTable.INDENT.length() - LABEL;

    private final List<String> lines = new ArrayList<>();

    /** Adds text of any origin under a label, which may be empty to continue the previous one. */
    void add(String label, String text) {
        String head = head(label);
        String rest = PlainText.of(text, LONGEST_TEXT).strip();
        while (PlainText.width(rest) > ROOM) {
            int end = rest.offsetByCodePoints(0, ROOM);
            int blank = lastBreak(rest, end);
            int cut = blank > 0 ? blank : end;
            lines.add(head + rest.substring(0, cut).stripTrailing());
            head = " ".repeat(LABEL);
            rest = rest.substring(cut).strip();
        }
        lines.add((head + rest).stripTrailing());
    }

    /** Finds the last blank at which to break, but not one between a number and its unit. */
    private static int lastBreak(String text, int end) {
        int blank = text.lastIndexOf(' ', end);
        while (blank > 0
                && Character.isDigit(text.charAt(blank - 1))
                && UNIT.matcher(text.substring(blank + 1)).lookingAt()) {
            blank = text.lastIndexOf(' ', blank - 1);
        }
        return blank;
    }

    /**
     * Adds at most two lines about an error that end in a text shown in full; the text before it is shortened if it is
     * too long.
     */
    void addTwo(String label, String text, String end) {
        int most = 2 * ROOM - LABEL;
        add(label, PlainText.error(text, most - PlainText.width(end)) + end);
    }

    /** Adds one line, shortened if it is too long. */
    void addShort(String label, String text) {
        lines.add(head(label) + PlainText.of(text, ROOM));
    }

    /** A label that would touch the text is shortened. */
    private static String head(String label) {
        return PlainText.left(PlainText.shorten(label, LABEL - 1), LABEL);
    }

    List<String> lines() {
        return lines;
    }
}
