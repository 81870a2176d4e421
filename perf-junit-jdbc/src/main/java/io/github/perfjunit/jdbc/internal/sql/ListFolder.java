// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the pieces of a statement together again, one blank apart, and writes lists of values and repeated rows once. Not
 * thread-safe.
 */
final class ListFolder {

    private static final String BEFORE_VALUES_SIGNS = "(,[=<>*/%|";
    private static final int NO_SIGN = -1;

    private final boolean marked;
    private final StringBuilder out = new StringBuilder();
    private final List<Brackets> open = new ArrayList<>();
    private Brackets top = new Brackets(' ', 0, false, false);
    private int lastWord = Keywords.NONE;
    private boolean blank;
    private boolean valueExpected;
    private int sign = NO_SIGN;
    private boolean cut;

    /**
     * Begins.
     *
     * @param marked whether {@code ...} stands where values or rows may be many
     */
    ListFolder(boolean marked) {
        this.marked = marked;
    }

    boolean isFull() {
        // A row that is folded at its end may be longer for a while.
        return out.length() > 2 * ValueFreeText.LONGEST;
    }

    void blank() {
        blank = true;
    }

    void word(String word) {
        int meaning = Keywords.of(word);
        if (valueExpected && (meaning & Keywords.CONSTANT) != 0) {
            value();
            return;
        }
        if ((meaning & Keywords.QUERY) != 0 && top.element.isEmpty()) {
            top.isQuery();
        }
        write(word);
        top.element.word(meaning);
        top.inRows = (meaning & Keywords.ROWS) != 0;
        lastWord = meaning;
        expectValue((meaning & Keywords.BEFORE_VALUE) != 0);
    }

    /** Takes a name in quotes. */
    void name(String name) {
        write(name);
        top.element.name();
        top.inRows = false;
        lastWord = Keywords.NONE;
        expectValue(false);
    }

    void value() {
        if (sign != NO_SIGN) {
            out.setLength(sign);
            blank = false;
        }
        write('?');
        top.element.value();
        top.inRows = false;
        lastWord = Keywords.NONE;
        expectValue(false);
    }

    void symbol(char c) {
        switch (c) {
            case '(' -> open(c);
            case ')' -> close('(', c);
            case '[' -> bracket();
            case ']' -> close('[', c);
            case ',' -> comma();
            default -> other(c);
        }
    }

    /**
     * Takes a mark of one of our own texts.
     *
     * @param end whether the text was cut there
     */
    void more(boolean end) {
        if (end) {
            cut = true;
        } else if (top.folds && top.isEmpty()) {
            value(); // IN (...), as MySQL prints it
        } else if (!top.folds && !top.repeatedRow(out, marked)) {
            write(ValueFreeText.MORE);
        }
    }

    /** Tells whether a mark here is that of rows. */
    boolean isBehindRow() {
        return open.isEmpty() && top.isBehindRow(out);
    }

    private void other(char c) {
        boolean signed = valueExpected && (c == '-' || c == '+');
        int at = sign;
        write(c);
        top.element.symbol(c, signed);
        top.inRows = false;
        lastWord = Keywords.NONE;
        if (signed) {
            sign = at == NO_SIGN ? out.length() - 1 : at;
        } else {
            expectValue(BEFORE_VALUES_SIGNS.indexOf(c) >= 0 || c == '-' || c == '+');
        }
    }

    private void expectValue(boolean expected) {
        valueExpected = expected;
        sign = NO_SIGN;
    }

    private void bracket() {
        if ((lastWord & Keywords.ARRAY) != 0 || (top.opening == '[' && top.element.isEmpty())) {
            open('[');
        } else {
            other('[');
        }
    }

    private void open(char c) {
        boolean first = top.element.isEmpty();
        boolean folds = c == '[' || (lastWord & Keywords.LIST) != 0;
        boolean row = folds || (first && top.folds) || top.inRows;
        boolean cast = (lastWord & Keywords.CAST) != 0;
        write(c);
        top.element.opened();
        open.add(top);
        top = new Brackets(c, out.length() - 1, folds, row);
        top.element.inCast(cast);
        lastWord = Keywords.NONE;
        expectValue(true);
    }

    private void comma() {
        top.endElement(out, marked);
        top.element.next();
        out.append(',');
        blank = true;
        lastWord = Keywords.NONE;
        expectValue(true);
    }

    private void close(char opening, char c) {
        if (top.opening != opening) {
            other(c);
            return;
        }
        top.endElement(out, marked);
        top.dropRest(out);
        blank = false;
        out.append(c);
        Brackets closed = top;
        top = open.remove(open.size() - 1);
        top.element.closed(closed.element);
        if (!top.folds && opening == '(') {
            top.foldRow(out, closed.start, marked);
        }
        lastWord = Keywords.NONE;
        expectValue(false);
    }

    private void write(String token) {
        separate();
        out.append(token);
    }

    private void write(char token) {
        separate();
        out.append(token);
    }

    private void separate() {
        if (blank && !out.isEmpty() && "([".indexOf(out.charAt(out.length() - 1)) < 0) {
            out.append(' ');
        }
        blank = false;
        top.element.beginsAt(out.length());
    }

    /**
     * Returns the text.
     *
     * @param more whether there was more to read
     */
    String text(boolean more) {
        boolean part = more || cut;
        if (part) {
            dropPart();
        }
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == ';' || out.charAt(end - 1) == ' ')) {
            end--;
        }
        if (end <= ValueFreeText.LONGEST && !part) {
            return out.substring(0, end);
        }
        int kept = Math.min(end, ValueFreeText.LONGEST);
        if (kept > 0 && Character.isHighSurrogate(out.charAt(kept - 1))) {
            kept--;
        }
        String text = out.substring(0, kept);
        return text.endsWith(ValueFreeText.MORE) ? text : text + ValueFreeText.MORE;
    }

    /** Where reading stopped in the midst of many equal values or rows, how far it came must not make another text. */
    private void dropPart() {
        open.add(top);
        for (Brackets brackets : open) {
            if (brackets.dropPart(out)) {
                return;
            }
        }
    }
}
