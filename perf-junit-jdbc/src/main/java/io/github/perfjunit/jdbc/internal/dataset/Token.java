// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.sql.TokenKind;

/**
 * A piece of a script.
 *
 * @param kind what it is
 * @param text as it stands in the script
 * @param line on which it begins, from 1
 */
record Token(TokenKind kind, String text, int line) {

    boolean isSymbol(char symbol) {
        return kind == TokenKind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isWord(String word) {
        return kind == TokenKind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isBlank() {
        return kind.isBlank();
    }
}
