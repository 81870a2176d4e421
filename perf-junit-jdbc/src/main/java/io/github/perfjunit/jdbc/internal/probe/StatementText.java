// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

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
 * @param endsUnit whether it ends a transaction, for programs that do so by SQL
 * @param beginsUnit whether it begins one
 */
record StatementText(int index, String id, String text, boolean endsUnit, boolean beginsUnit) {

    private static final Pattern BEGIN = Pattern.compile("(begin|start transaction)\\b.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern END = Pattern.compile(
            "(commit|end|rollback)( (work|transaction|and chain|and no chain))*", Pattern.CASE_INSENSITIVE);

    static StatementText of(int index, String text) {
        CRC32 hash = new CRC32();
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        return new StatementText(
                index,
                String.format(Locale.ROOT, "%08x", hash.getValue()),
                text,
                END.matcher(text).matches(),
                BEGIN.matcher(text).matches());
    }
}
