// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.util.Arrays;

/** Puts the pieces of a statement together again, one blank apart, and folds lists of values and repeated rows. */
final class SqlFolder {

    /** What is kept of a text, in characters. */
    static final int LONGEST = 2_000;

    private static final int DEEPEST = 64;
    private static final int NO_LIST = -1;
    private static final String CUT = "...";

    private final StringBuilder out = new StringBuilder();
    private final int[] opened = new int[DEEPEST];
    private final int[] lastStart = new int[DEEPEST];
    private final int[] lastEnd = new int[DEEPEST];
    private final boolean[] repeated = new boolean[DEEPEST];
    private int depth;
    private boolean blank;
    private boolean afterIn;
    private int listed = NO_LIST;
    private boolean comma;

    SqlFolder() {
        Arrays.fill(lastEnd, -1);
    }

    boolean isFull() {
        // A list or a row that is folded at its end may be longer for a while.
        return out.length() > 2 * LONGEST;
    }

    void blank() {
        blank = true;
    }

    void word(String word) {
        writeList();
        separate();
        out.append(word);
        afterIn = word.equalsIgnoreCase("in");
    }

    void value() {
        if (listed != NO_LIST && (listed == 0 || comma)) {
            listed++;
            comma = false;
            blank = false;
            return;
        }
        writeList();
        separate();
        out.append('?');
        afterIn = false;
    }

    void symbol(char c) {
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case ',' -> comma();
            default -> {
                writeList();
                separate();
                out.append(c);
                afterIn = false;
            }
        }
    }

    private void open() {
        writeList();
        separate();
        if (depth < DEEPEST) {
            opened[depth] = out.length();
        }
        out.append('(');
        depth++;
        if (depth < DEEPEST) {
            lastEnd[depth] = -1;
            repeated[depth] = false;
        }
        if (afterIn) {
            listed = 0;
            comma = false;
        }
        afterIn = false;
    }

    private void comma() {
        if (listed > 0 && !comma) {
            comma = true;
            blank = false;
            return;
        }
        writeList();
        out.append(',');
        blank = true;
    }

    private void close() {
        if (listed > 0 && !comma) {
            out.append('?').append(CUT);
            listed = NO_LIST;
        }
        writeList();
        blank = false;
        out.append(')');
        if (depth > 0) {
            depth--;
            foldRow();
        }
    }

    /** Drops a group in parentheses that is the same as the one right before it. */
    private void foldRow() {
        if (depth >= DEEPEST) {
            return;
        }
        int start = opened[depth];
        int end = out.length();
        int before = lastEnd[depth];
        if (before >= 0 && start == before + 2 && out.charAt(before) == ',' && sameAsLast(start, end)) {
            out.setLength(before);
            if (!repeated[depth]) {
                out.append(CUT);
                repeated[depth] = true;
                lastEnd[depth] = out.length();
            }
        } else {
            lastStart[depth] = start;
            lastEnd[depth] = end;
            repeated[depth] = false;
        }
    }

    private boolean sameAsLast(int start, int end) {
        int lastLength = lastEnd[depth] - lastStart[depth] - (repeated[depth] ? CUT.length() : 0);
        if (lastLength != end - start) {
            return false;
        }
        for (int i = 0; i < lastLength; i++) {
            if (out.charAt(lastStart[depth] + i) != out.charAt(start + i)) {
                return false;
            }
        }
        return true;
    }

    /** Writes what looked like a list of values and is not. */
    private void writeList() {
        if (listed == NO_LIST) {
            return;
        }
        for (int i = 0; i < listed && !isFull(); i++) {
            out.append(i == 0 ? "?" : ", ?");
        }
        if (comma) {
            out.append(',');
            blank = true;
        }
        comma = false;
        listed = NO_LIST;
    }

    private void separate() {
        if (blank && !out.isEmpty() && out.charAt(out.length() - 1) != '(') {
            out.append(' ');
        }
        blank = false;
    }

    /**
     * Returns the text.
     *
     * @param cut whether there was more to read
     */
    String text(boolean cut) {
        if (cut && listed > 0) {
            out.append('?');
        } else {
            writeList();
        }
        if (cut) {
            dropPartOfRow();
        }
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == ';' || out.charAt(end - 1) == ' ')) {
            end--;
        }
        if (end <= LONGEST && !cut) {
            return out.substring(0, end);
        }
        int kept = Math.min(end, LONGEST);
        if (Character.isHighSurrogate(out.charAt(Math.max(kept, 1) - 1))) {
            kept--;
        }
        return out.substring(0, kept) + CUT;
    }

    /** Where reading stopped in the midst of many equal rows, how far it came must not make another text. */
    private void dropPartOfRow() {
        for (int i = 0; i <= Math.min(depth, DEEPEST - 1); i++) {
            if (repeated[i] && out.indexOf(", (", lastEnd[i]) == lastEnd[i]) {
                out.setLength(lastEnd[i] - CUT.length());
                return;
            }
        }
    }
}
