// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.ValueFreeText;
import io.github.perfjunit.jdbc.report.ServerStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds up what a server counted for one statement that it knows under several numbers, as for several users. */
final class StatementTotal {

    private static final int MOST = 20;

    private long calls;
    private double totalMillis;
    private double maxMillis = -1;
    private boolean maxKnown = true;
    private long rows;
    private long hit;
    private long read;
    private long temporary;
    private long walBytes;

    void add(Counters before, Counters after, String key) {
        calls += after.grown(before, key, "calls");
        totalMillis += after.since(before, key, "total_exec_time");
        rows += after.grown(before, key, "rows");
        hit += after.grown(before, key, "shared_blks_hit");
        read += after.grown(before, key, "shared_blks_read");
        temporary += after.grown(before, key, "temp_blks_written");
        walBytes += after.grown(before, key, "wal_bytes");
        Row now = after.row(key);
        Row then = before.row(key);
        double max = now == null ? 0 : now.decimal("max_exec_time");
        maxKnown &= then == null || max > then.decimal("max_exec_time");
        maxMillis = Math.max(maxMillis, max);
    }

    /** Returns the totals by text, joined with what the client saw of the same text; the first 20 by time and by calls. */
    static List<ServerStatement> statements(
            Map<String, StatementTotal> byText, Map<String, ClientFigures> client, SqlSyntax syntax) {
        Map<String, ClientFigures> folded = new HashMap<>();
        client.forEach((text, figures) -> folded.put(joinKey(ValueFreeText.of(text, syntax), syntax), figures));
        Map<String, StatementTotal> totals = new LinkedHashMap<>();
        byText.forEach((text, total) -> totals.merge(ValueFreeText.of(text, syntax), total, StatementTotal::plus));
        Set<String> keys = new HashSet<>();
        totals.keySet().stream()
                .map(text -> joinKey(text, syntax))
                .filter(key -> !keys.add(key))
                .toList()
                .forEach(folded::remove); // what the client measured of several cannot be told apart
        List<ServerStatement> all = new ArrayList<>();
        totals.forEach((text, total) -> all.add(total.statement(text, folded.get(joinKey(text, syntax)))));
        Set<ServerStatement> top = new LinkedHashSet<>();
        for (Comparator<ServerStatement> order : List.of(
                Comparator.comparingDouble(ServerStatement::totalMillis),
                Comparator.comparingLong(ServerStatement::calls),
                Comparator.comparingLong(ServerStatement::temporaryBlocks))) {
            all.stream().sorted(order.reversed()).limit(MOST).forEach(top::add);
        }
        return top.stream()
                .sorted(Comparator.comparingDouble(ServerStatement::totalMillis).reversed())
                .toList();
    }

    /**
     * Returns what is the same for a statement on both sides. MySQL and MariaDB print one in their own way: only its
     * letters and signs are those of the client.
     */
    private static String joinKey(String text, SqlSyntax syntax) {
        return syntax == SqlSyntax.MYSQL
                ? text.toLowerCase(Locale.ROOT)
                        .replaceAll("[`\\s]", "")
                        .replace("(...)", "(?)")
                        .replace("(?...)", "(?)")
                : text;
    }

    private StatementTotal plus(StatementTotal other) {
        calls += other.calls;
        totalMillis += other.totalMillis;
        rows += other.rows;
        hit += other.hit;
        read += other.read;
        temporary += other.temporary;
        walBytes += other.walBytes;
        maxKnown &= other.maxKnown;
        maxMillis = Math.max(maxMillis, other.maxMillis);
        return this;
    }

    private ServerStatement statement(String text, @Nullable ClientFigures client) {
        return new ServerStatement(
                text,
                calls,
                totalMillis,
                maxKnown ? (Double) maxMillis : null,
                rows,
                hit,
                read,
                temporary,
                walBytes,
                client == null ? null : (Double) client.meanMillis());
    }
}
