// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import io.github.perfjunit.load.VirtualUser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Ten rows by their keys, four ranges of a hundred rows, two updates, and a row that is deleted and inserted again. */
final class ReadWrite implements TransactionScript {

    private static final int POINT_SELECTS = 10;
    private static final int RANGE = 100;

    private static final List<String> RANGES = List.of(
            "SELECT c FROM sbtest1 WHERE id BETWEEN ? AND ?",
            "SELECT SUM(k) FROM sbtest1 WHERE id BETWEEN ? AND ?",
            "SELECT c FROM sbtest1 WHERE id BETWEEN ? AND ? ORDER BY c",
            "SELECT DISTINCT c FROM sbtest1 WHERE id BETWEEN ? AND ? ORDER BY c");
    private static final String UPDATE_INDEXED = "UPDATE sbtest1 SET k = k + 1 WHERE id = ?";
    private static final String UPDATE = "UPDATE sbtest1 SET c = ? WHERE id = ?";
    private static final String DELETE = "DELETE FROM sbtest1 WHERE id = ?";
    /** Names no columns, since pad is a word of Derby's own. */
    private static final String INSERT = "INSERT INTO sbtest1 VALUES (?, ?, ?, ?)";

    private final int rows;
    private final ToLongFunction<RandomGenerator> keys;

    ReadWrite(int rows, ToLongFunction<RandomGenerator> keys) {
        this.rows = rows;
        this.keys = keys;
    }

    @Override
    public void run(Connection connection, VirtualUser user) throws SQLException {
        Random random = user.random();
        for (int i = 0; i < POINT_SELECTS; i++) {
            Statements.read(connection, PointSelect.SQL, key(random));
        }
        for (int i = 0; i < RANGES.size(); i++) {
            int from = key(random);
            Statements.read(connection, RANGES.get(i), from, from + RANGE - 1);
        }
        Statements.change(connection, UPDATE_INDEXED, key(random));
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, Digits.c(random));
            update.setInt(2, key(random));
            update.executeUpdate();
        }
        int replaced = key(random);
        // If another user has just replaced the row this one saw, inserting it again would break the primary key.
        if (Statements.change(connection, DELETE, replaced) > 0) {
            insert(connection, random, replaced);
        }
    }

    private void insert(Connection connection, Random random, int id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, id);
            insert.setInt(2, 1 + random.nextInt(rows));
            insert.setString(3, Digits.c(random));
            insert.setString(4, Digits.pad(random));
            insert.executeUpdate();
        }
    }

    private int key(Random random) {
        return (int) keys.applyAsLong(random);
    }

    @Override
    public List<String> statements() {
        return Stream.of(List.of(PointSelect.SQL), RANGES, List.of(UPDATE_INDEXED, UPDATE, DELETE, INSERT))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public boolean writes() {
        return true;
    }
}
