// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import io.github.perfjunit.load.VirtualUser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;

/** One row by its key. */
final class PointSelect implements TransactionScript {

    static final String SQL = "SELECT c FROM sbtest1 WHERE id = ?";

    private final ToLongFunction<RandomGenerator> keys;

    PointSelect(ToLongFunction<RandomGenerator> keys) {
        this.keys = keys;
    }

    @Override
    public void run(Connection connection, VirtualUser user) throws SQLException {
        Statements.read(connection, SQL, (int) keys.applyAsLong(user.random()));
    }

    @Override
    public List<String> statements() {
        return List.of(SQL);
    }

    @Override
    public boolean writes() {
        return false;
    }
}
