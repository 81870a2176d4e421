// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import io.github.perfjunit.load.VirtualUser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The statements of one transaction. Immutable and thread-safe. */
public interface TransactionScript {

    /** Runs them once; begin, commit and rollback are the caller's. */
    void run(Connection connection, VirtualUser user) throws SQLException;

    /** Returns the statements in order, with {@code ?} for values; one that runs several times is there once. */
    List<String> statements();

    /** Tells whether a statement changes data or locks rows, as far as its text shows. */
    boolean writes();
}
