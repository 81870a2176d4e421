// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that could not be committed, because a statement of it had failed and the program went on as if it had
 * not: PostgreSQL answers such a {@code COMMIT} with {@code ROLLBACK}, and not every driver tells.
 */
public final class FailedTransaction extends SQLException {

    /** The SQLState of everything that such a transaction refuses. */
    static final String STATE = "25P02";

    /** The short name of the failure. */
    static final String KIND = "failed-transaction";

    private static final long serialVersionUID = 1;

    private FailedTransaction(String message) {
        super(message, STATE);
    }

    /**
     * Makes one.
     *
     * @param cause what a statement failed with, whose line in the program is told; null if that is not known
     * @return a failure of a kind that helps to try again where the cause is one; else one of this type
     */
    static SQLException after(@Nullable SQLException cause) {
        if (cause == null) {
            return new FailedTransaction("not committed: a statement in it had failed before (SQLState " + STATE + ")");
        }
        SQLException shown = SqlErrors.withoutValues(cause);
        if (SqlErrors.isWorthAnotherTry(SqlErrors.kind(cause)) || VendorCodes.endsTransaction(cause)) {
            return shown;
        }
        String before = shown.getSQLState() == null ? "" : " after " + shown.getSQLState();
        FailedTransaction failure = new FailedTransaction(
                "not committed: a statement in it had failed before (SQLState " + STATE + before + ")");
        failure.setStackTrace(cause.getStackTrace());
        return failure;
    }
}
