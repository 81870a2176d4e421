// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.util.regex.Pattern;

/** What a statement does to the transaction that runs, for programs that begin and end theirs by SQL. */
enum TransactionStep {
    BEGIN(
            "(begin( (work|transaction|tran|deferred|immediate|exclusive|isolation|read|not)\\b.*)?|start transaction.*);?"),
    COMMIT("(commit|end)( (work|transaction|tran|and chain|and no chain))*;?"),
    ROLLBACK("(rollback|abort)( (work|transaction|tran|and chain|and no chain))*;?"),
    /** To a savepoint. */
    ROLLBACK_PARTLY("rollback( (work|transaction|tran))? to .*"),
    NONE("(?!)");

    private final Pattern pattern;

    TransactionStep(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** Returns the step of a statement without values. */
    static TransactionStep of(String text) {
        for (TransactionStep step : values()) {
            if (step.pattern.matcher(text).matches()) {
                return step;
            }
        }
        return NONE;
    }
}
