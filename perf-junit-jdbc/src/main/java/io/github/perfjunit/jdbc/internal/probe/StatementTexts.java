// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.ValueFreeText;
import io.github.perfjunit.metrics.LoadResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one load, at most {@value #MOST}: further ones are counted together, for SQL with a value in a name
 * must not fill the memory.
 *
 * <p>What was seen lately is found by the text as the application wrote it, without a look at its characters if it is
 * the same object; finding it again makes no garbage.
 */
final class StatementTexts {

    /** Most texts that are told apart. */
    static final int MOST = 500;

    /** Longest statement that is remembered as written. */
    private static final int LONGEST_REMEMBERED = 16_000;

    private static final int SLOTS = 1024;
    private static final int WAYS = 4;

    private record Seen(String sql, StatementText text) {}

    private final StatementText other = StatementText.of(0, LoadResult.OTHER);
    private final StatementText mixedBatch = StatementText.of(1, "(batch)");
    private final List<StatementText> texts = new CopyOnWriteArrayList<>(List.of(other, mixedBatch));
    private final ConcurrentHashMap<String, StatementText> byText = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, String> examples = new ConcurrentHashMap<>();
    // Threads may overwrite each other's entries, which costs a look-up and no more: entries are immutable.
    private final @Nullable Seen[] lately = new Seen[SLOTS + WAYS];
    private volatile SqlSyntax syntax = SqlSyntax.UNKNOWN;

    void syntax(SqlSyntax syntax) {
        this.syntax = syntax;
    }

    /** Returns what a statement is counted as. */
    StatementText of(String sql) {
        int slot = slot(sql);
        for (int i = slot; i < slot + WAYS; i++) {
            Seen seen = lately[i];
            if (seen != null && seen.sql.equals(sql)) {
                return seen.text;
            }
        }
        return remember(sql, slot);
    }

    /** Returns what a batch of different statements is counted as. */
    StatementText mixedBatch() {
        return mixedBatch;
    }

    /** Returns a statement as the application wrote it by its text, with the values in it; without those that are very long. */
    Map<String, String> examples() {
        return Map.copyOf(examples);
    }

    /** Returns the text of a number. */
    StatementText get(int index) {
        return texts.get(index);
    }

    int size() {
        return texts.size();
    }

    private StatementText remember(String sql, int slot) {
        String normalized = ValueFreeText.of(sql, syntax);
        StatementText known = byText.get(normalized);
        StatementText text = known != null ? known : add(normalized, sql);
        if (sql.length() <= LONGEST_REMEMBERED) {
            lately[freeOrAny(slot, sql)] = new Seen(sql, text);
        }
        return text;
    }

    private int freeOrAny(int slot, String sql) {
        for (int i = slot; i < slot + WAYS; i++) {
            if (lately[i] == null) {
                return i;
            }
        }
        return slot + ((sql.hashCode() >>> 3) & (WAYS - 1));
    }

    private synchronized StatementText add(String normalized, String sql) {
        StatementText known = byText.get(normalized);
        if (known != null) {
            return known;
        }
        if (byText.size() >= MOST) {
            return other;
        }
        StatementText text = StatementText.of(texts.size(), normalized);
        texts.add(text);
        byText.put(normalized, text);
        if (sql.length() <= LONGEST_REMEMBERED) {
            examples.put(normalized, sql);
        }
        return text;
    }

    private static int slot(String sql) {
        int hash = sql.hashCode() * 0x9E3779B9;
        return hash >>> 22; // the upper 10 bits: one of the slots
    }
}
