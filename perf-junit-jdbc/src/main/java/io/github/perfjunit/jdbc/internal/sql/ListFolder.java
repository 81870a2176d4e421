// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts the pieces of a statement together again, one blank apart, and writes lists of values and repeated rows once. Not
 * thread-safe.
 */
final class ListFolder {

    /** Before parentheses with a list of values; MySQL sorts by FIELD with the values that IN has. */
    private static final Set<String> BEFORE_LISTS = Set.of("in", "field");

    private static final Set<String> CASTS = Set.of("cast", "try_cast");
    private static final Set<String> QUERIES = Set.of("select", "with", "values", "table");
    private static final Set<String> CONSTANTS = Set.of("null", "true", "false");

    /** After these comes a value, so a minus is its sign. */
    private static final Set<String> BEFORE_VALUES = Set.of(
            "select",
            "where",
            "and",
            "or",
            "on",
            "having",
            "between",
            "then",
            "else",
            "when",
            "case",
            "limit",
            "offset",
            "by",
            "returning",
            "like",
            "ilike",
            "top");

    private static final String BEFORE_VALUES_SIGNS = "(,[=<>*/%|";
    private static final int NO_SIGN = -1;

    private final boolean marked;
    private final StringBuilder out = new StringBuilder();
    private final List<Brackets> open = new ArrayList<>();
    private Brackets top = new Brackets(' ', 0, false, false);
    private String lastWord = "";
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
        String lower = word.toLowerCase(Locale.ROOT);
        if (valueExpected && CONSTANTS.contains(lower)) {
            value();
            return;
        }
        if (top.element.isEmpty() && QUERIES.contains(lower)) {
            top.isQuery();
        }
        write(word);
        top.element.word(lower);
        top.inRows = lower.equals("values");
        lastWord = lower;
        expectValue(BEFORE_VALUES.contains(lower) || top.inRows);
    }

    /** Takes a name in quotes. */
    void name(String name) {
        write(name);
        top.element.name();
        top.inRows = false;
        lastWord = "";
        expectValue(false);
    }

    void value() {
        if (sign != NO_SIGN) {
            out.setLength(sign);
            blank = false;
        }
        write("?");
        top.element.value();
        top.inRows = false;
        lastWord = "";
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
        write(String.valueOf(c));
        top.element.symbol(c, signed);
        top.inRows = false;
        lastWord = "";
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
        if (lastWord.equals("array") || (top.opening == '[' && top.element.isEmpty())) {
            open('[');
        } else {
            other('[');
        }
    }

    private void open(char c) {
        boolean first = top.element.isEmpty();
        boolean folds = c == '[' || BEFORE_LISTS.contains(lastWord);
        boolean row = folds || (first && top.folds) || top.inRows;
        boolean cast = CASTS.contains(lastWord);
        write(String.valueOf(c));
        top.element.opened();
        open.add(top);
        top = new Brackets(c, out.length() - 1, folds, row);
        top.element.inCast(cast);
        lastWord = "";
        expectValue(true);
    }

    private void comma() {
        top.endElement(out, marked);
        top.element.next();
        out.append(',');
        blank = true;
        lastWord = "";
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
        lastWord = "";
        expectValue(false);
    }

    private void write(String token) {
        if (blank && !out.isEmpty() && "([".indexOf(out.charAt(out.length() - 1)) < 0) {
            out.append(' ');
        }
        blank = false;
        top.element.beginsAt(out.length());
        out.append(token);
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
