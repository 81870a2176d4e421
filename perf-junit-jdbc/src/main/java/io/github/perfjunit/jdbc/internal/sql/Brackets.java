// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

/** One pair of brackets that is open, or the whole statement. Not thread-safe. */
final class Brackets {

    /** Most elements that are compared; a list of values has one or two different ones. */
    private static final int MOST_COMPARED = 8;

    private static final int NONE = -1;

    final char opening;
    final int start;
    final ListElement element = new ListElement();

    /** Whether elements that are the same are written once. */
    boolean folds;

    /** Whether rows of values follow, as after VALUES. */
    boolean inRows;

    private boolean plain;
    private int[] starts = {};
    private int[] ends = {};
    private int compared;
    private int end;
    private int rowStart;
    private int rowEnd = NONE;
    private boolean rowRepeated;

    /**
     * Begins.
     *
     * @param opening the bracket; a blank for the whole
     * @param start where it is written
     * @param folds whether elements that are the same are written once
     * @param plain whether the type of values is left out, so that they are the same as those without
     */
    Brackets(char opening, int start, boolean folds, boolean plain) {
        this.opening = opening;
        this.start = start;
        this.folds = folds;
        this.plain = plain;
        this.end = start + 1;
    }

    /** Tells that there is a query between the brackets, not a list. */
    void isQuery() {
        folds = false;
        plain = false;
    }

    boolean isEmpty() {
        return compared == 0 && element.isEmpty();
    }

    /** Ends an element: at a comma or the closing bracket. */
    void endElement(StringBuilder out, boolean marked) {
        if (element.isEmpty()) {
            return;
        }
        if (plain && element.isValue() && out.length() > element.start() + 1) {
            out.setLength(element.start());
            out.append('?');
        }
        if (folds) {
            if (element.hasValue()) {
                keepOnce(out, marked);
            }
            end = out.length();
        }
    }

    private void keepOnce(StringBuilder out, boolean marked) {
        for (int i = 0; i < compared; i++) {
            if (same(out, starts[i], ends[i], element.start(), out.length())) {
                out.setLength(end);
                return;
            }
        }
        if (compared < MOST_COMPARED) {
            if (compared == 0) {
                starts = new int[MOST_COMPARED];
                ends = new int[MOST_COMPARED];
            }
            starts[compared] = element.start();
            ends[compared] = out.length();
            compared++;
            if (marked) {
                out.append(ValueFreeText.MORE);
            }
        }
    }

    /** Drops what hangs behind the last element, before the closing bracket is written. */
    void dropRest(StringBuilder out) {
        if (folds) {
            out.setLength(end);
        }
    }

    /** Drops a group in parentheses that is the same as the one right before it. */
    void foldRow(StringBuilder out, int from, boolean marked) {
        boolean next = rowEnd >= 0 && from == rowEnd + 2 && out.charAt(rowEnd) == ',';
        if (next
                && same(
                        out,
                        rowStart,
                        rowEnd - (rowRepeated && marked ? ValueFreeText.MORE.length() : 0),
                        from,
                        out.length())) {
            out.setLength(rowEnd);
            repeated(out, marked);
        } else {
            rowStart = from;
            rowEnd = out.length();
            rowRepeated = false;
        }
    }

    /** Takes the mark of rows in a text of our own; tells whether there is a row that it belongs to. */
    boolean repeatedRow(StringBuilder out, boolean marked) {
        if (!isBehindRow(out)) {
            return false;
        }
        repeated(out, marked);
        return true;
    }

    boolean isBehindRow(StringBuilder out) {
        return rowEnd == out.length();
    }

    private void repeated(StringBuilder out, boolean marked) {
        if (!rowRepeated) {
            rowRepeated = true;
            if (marked) {
                out.append(ValueFreeText.MORE);
            }
            rowEnd = out.length();
        }
    }

    /** Drops what was read of an element or a row behind others; tells whether there was one. */
    boolean dropPart(StringBuilder out) {
        if (folds && compared > 0) {
            out.setLength(end);
            return true;
        }
        if (rowRepeated && out.indexOf(", (", rowEnd) == rowEnd) {
            out.setLength(rowEnd);
            return true;
        }
        return false;
    }

    private static boolean same(StringBuilder out, int start, int end, int otherStart, int otherEnd) {
        if (end - start != otherEnd - otherStart) {
            return false;
        }
        for (int i = 0; i < end - start; i++) {
            if (out.charAt(start + i) != out.charAt(otherStart + i)) {
                return false;
            }
        }
        return true;
    }
}
