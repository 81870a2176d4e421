// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

/**
 * A piece of a script.
 *
 * @param kind what it is
 * @param text as it stands in the script
 * @param line on which it begins, from 1
 */
record Token(Kind kind, String text, int line) {

    /** What a piece is. */
    enum Kind {
        /** A name or keyword. */
        WORD,
        /** A number. */
        NUMBER,
        /** A text in single quotes, or between dollar signs. */
        LITERAL,
        /** A name in quotes. */
        NAME,
        /** A comment. */
        COMMENT,
        /** White space. */
        SPACE,
        /** One character of any other kind. */
        SYMBOL
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isBlank() {
        return kind == Kind.SPACE || kind == Kind.COMMENT;
    }
}
