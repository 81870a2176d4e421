// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

/** What a piece of SQL is. */
public enum TokenKind {
    /** A keyword, or a name without quotes. */
    WORD,
    /** A name in quotes. */
    NAME,
    /** A number. */
    NUMBER,
    /** A text in quotes, with the letters before it that belong to it, as in {@code E'a'}. */
    TEXT,
    /** What stands for a value: {@code ?} or {@code $1}. */
    PARAMETER,
    /** A comment. */
    COMMENT,
    /** White space, and characters that cannot be seen. */
    SPACE,
    /** One character of any other kind; two for {@code ??}, as drivers write an operator with a question mark. */
    SYMBOL;

    /** Tells whether it means nothing. */
    public boolean isBlank() {
        return this == SPACE || this == COMMENT;
    }

    /** Tells whether it is a value or stands for one. */
    public boolean isValue() {
        return this == NUMBER || this == TEXT || this == PARAMETER;
    }
}
