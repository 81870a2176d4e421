// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import java.lang.reflect.Array;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values in the text format of PostgreSQL's {@code COPY}:
 * https://www.postgresql.org/docs/current/sql-copy.html, "Text Format".
 */
final class CopyText {

    private static final String NULL = "\\N";

    private CopyText() {}

    /**
     * Appends a row; nothing of it if it cannot be written.
     *
     * @throws IllegalArgumentException if a value is of a type that is not known, or has a character that PostgreSQL cannot
     *     keep
     */
    static void appendRow(StringBuilder to, @Nullable Object[] values) {
        int before = to.length();
        try {
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    to.append('\t');
                }
                String text = text(values[i], i);
                if (text == null) {
                    to.append(NULL);
                } else {
                    appendEscaped(to, text, i);
                }
            }
            to.append('\n');
        } catch (RuntimeException e) {
            to.setLength(before);
            throw e;
        }
    }

    private static void appendEscaped(StringBuilder to, String text, int column) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> to.append("\\\\");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case 0 ->
                    throw new IllegalArgumentException(
                            "value " + (column + 1) + " of a row has a character 0, which PostgreSQL cannot keep");
                default -> to.append(c);
            }
        }
    }

    private static @Nullable String text(@Nullable Object value, int column) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof java.util.Date date && !isOfSql(date)) {
            return date.toInstant().toString();
        }
        if (value.getClass().isArray()) {
            return array(value, column);
        }
        if (value instanceof Collection<?> collection) {
            return array(collection.toArray(), column);
        }
        if (isPlain(value)) {
            return value.toString();
        }
        throw new IllegalArgumentException("value " + (column + 1) + " of a row is a "
                + value.getClass().getName() + ", which is not known; give it as a String");
    }

    private static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof UUID
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || value instanceof java.util.Date;
    }

    private static boolean isOfSql(java.util.Date date) {
        return date instanceof Timestamp || date instanceof Date || date instanceof Time;
    }

    /** Writes an array as {@code {1,NULL,"a"}}. */
    private static String array(Object array, int column) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < Array.getLength(array); i++) {
            if (i > 0) {
                text.append(',');
            }
            Object element = Array.get(array, i);
            String written = text(element, column);
            boolean nested = element != null
                    && (element instanceof Collection
                            || (element.getClass().isArray() && !(element instanceof byte[])));
            if (written == null || nested) {
                text.append(written == null ? "NULL" : written);
            } else {
                text.append('"')
                        .append(written.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return text.append('}').toString();
    }
}
