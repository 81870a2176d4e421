// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.internal.sql.StatementEffect;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What all executions of a statement have in common.
 *
 * @param index number of the text in its load, from 0
 * @param id eight hexadecimal digits that are the same in every load
 * @param text the statement without values
 * @param step what it does to the transaction that runs
 * @param writes whether it changes rows, as far as its words tell; one that calls a procedure is taken to
 */
record StatementText(int index, String id, String text, TransactionStep step, boolean writes) {

    /** Queries that call a function are taken for queries; what stands for a batch, and COPY, for changes. */
    private static final Pattern QUERY =
            Pattern.compile("[\\s(]*(select|with|values)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern BULK =
            Pattern.compile("\\(batch\\)|copy\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    static StatementText of(int index, String text) {
        CRC32 hash = new CRC32();
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        TransactionStep step = TransactionStep.of(text);
        return new StatementText(index, String.format(Locale.ROOT, "%08x", hash.getValue()), text, step, writes(text));
    }

    private static boolean writes(String text) {
        StatementEffect effect = StatementEffect.of(text);
        return effect == StatementEffect.WRITES
                || (effect == StatementEffect.CALLS && !QUERY.matcher(text).matches())
                || BULK.matcher(text).matches();
    }

    /** Tells whether it ends a transaction. */
    boolean endsUnit() {
        return step == TransactionStep.COMMIT || step == TransactionStep.ROLLBACK;
    }
}
