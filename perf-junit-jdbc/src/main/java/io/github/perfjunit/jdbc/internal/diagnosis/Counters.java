// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of counters that only grow.
 *
 * @param rows by the value of the column {@code key}
 * @param whole whether there were no more; else what is not among them may have any value
 */
record Counters(Map<String, Row> rows, boolean whole) {

    static final Counters NONE = new Counters(Map.of(), true);

    static Counters of(List<Row> rows) {
        return of(rows, Sql.MOST_ROWS);
    }

    /**
     * Keeps a reading.
     *
     * @param most rows that it would have had at most
     */
    static Counters of(List<Row> rows, int most) {
        Map<String, Row> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(row.text("key"), row));
        return new Counters(byKey, rows.size() < most);
    }

    Set<String> keys() {
        return rows.keySet();
    }

    @Nullable
    Row row(String key) {
        return rows.get(key);
    }

    /**
     * Returns how much the counter grew since an earlier reading. One that shrank was reset in between, and counts from
     * zero.
     */
    double since(Counters before, String key, String column) {
        Row now = rows.get(key);
        Row then = before.rows.get(key);
        if (now == null || (then == null && !before.whole)) {
            return 0;
        }
        double grown = now.decimal(column) - (then == null ? 0 : then.decimal(column));
        return grown < 0 ? now.decimal(column) : grown;
    }

    long grown(Counters before, String key, String column) {
        return Math.round(since(before, key, column));
    }
}
