// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

/** What has been seen of one element of a list: whether it is a mere value, however its type is told. Not thread-safe. */
final class ListElement {

    private enum State {
        START,
        TYPE_BEFORE,
        VALUE,
        COLON,
        TYPE_EXPECTED,
        TYPE_BEHIND,
        CAST_WORD,
        CAST,
        OTHER
    }

    private static final int NONE = -1;

    private State state = State.START;
    private int start = NONE;
    private boolean value;
    private boolean anyValue;
    private boolean inCast;

    /** Tells that it stands in the parentheses of CAST. */
    void inCast(boolean cast) {
        inCast = cast;
    }

    /** Tells where the next token is written. */
    void beginsAt(int index) {
        if (start == NONE) {
            start = index;
        }
    }

    boolean isEmpty() {
        return start == NONE;
    }

    int start() {
        return start;
    }

    boolean hasValue() {
        return value;
    }

    boolean isValue() {
        return state == State.VALUE || state == State.TYPE_BEHIND;
    }

    /** Begins the next element. */
    void next() {
        state = State.START;
        start = NONE;
        value = false;
    }

    void value() {
        value = true;
        anyValue = true;
        state = switch (state) {
            case START, TYPE_BEFORE, VALUE -> State.VALUE;
            default -> State.OTHER;
        };
    }

    void name() {
        state = state == State.TYPE_EXPECTED ? State.TYPE_BEHIND : State.OTHER;
    }

    /** Takes a word with its meanings, as {@link Keywords} has them. */
    void word(int meaning) {
        state = switch (state) {
            case START -> (meaning & Keywords.CAST) != 0 ? State.CAST_WORD : typeBefore(meaning);
            case TYPE_BEFORE -> typeBefore(meaning);
            case VALUE -> {
                if (inCast && (meaning & Keywords.AS) != 0) {
                    yield State.TYPE_EXPECTED;
                }
                yield (meaning & Keywords.INTERVAL_FIELD) != 0 ? State.VALUE : State.OTHER;
            }
            case TYPE_EXPECTED -> State.TYPE_BEHIND;
            case TYPE_BEHIND -> (meaning & Keywords.TYPE_PART) != 0 ? State.TYPE_BEHIND : State.OTHER;
            default -> State.OTHER;
        };
    }

    private static State typeBefore(int meaning) {
        return (meaning & Keywords.TYPE) != 0 ? State.TYPE_BEFORE : State.OTHER;
    }

    void symbol(char c, boolean sign) {
        state = switch (state) {
            case START -> sign || c == '{' ? State.START : State.OTHER;
            case VALUE -> c == '}' ? State.VALUE : c == ':' ? State.COLON : State.OTHER;
            case COLON -> c == ':' ? State.TYPE_EXPECTED : State.OTHER;
            case TYPE_BEHIND -> behindType(c);
            default -> State.OTHER;
        };
    }

    private static State behindType(char c) {
        return switch (c) {
            case ':' -> State.COLON;
            case '.' -> State.TYPE_EXPECTED;
            case '[', ']' -> State.TYPE_BEHIND;
            default -> State.OTHER;
        };
    }

    /** Takes an opening bracket. */
    void opened() {
        state = switch (state) {
            case CAST_WORD -> State.CAST;
            case TYPE_BEHIND -> State.TYPE_BEHIND;
            default -> State.OTHER;
        };
    }

    /** Takes the closing bracket, with the last element between the two. */
    void closed(ListElement last) {
        value |= last.anyValue;
        anyValue |= last.anyValue;
        if (state == State.CAST) {
            state = last.inCast && last.state == State.TYPE_BEHIND ? State.VALUE : State.OTHER;
        }
    }
}
