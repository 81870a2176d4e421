// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a result by lower-case column name; what is null reads as empty or zero. */
record Row(Map<String, @Nullable Object> values) {

    String text(String column) {
        Object value = values.get(column);
        return value == null ? "" : value.toString();
    }

    long number(String column) {
        Object value = values.get(column);
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value == null ? 0 : parsed(value.toString());
    }

    double decimal(String column) {
        return values.get(column) instanceof Number number ? number.doubleValue() : 0;
    }

    boolean flag(String column) {
        return Boolean.TRUE.equals(values.get(column));
    }

    /** Servers that give all values as text have words among them: these count as zero. */
    private static long parsed(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
