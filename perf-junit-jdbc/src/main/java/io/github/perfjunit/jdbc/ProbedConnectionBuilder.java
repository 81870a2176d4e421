// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.probe.LoadWatch;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;

/** Lets connections that are built be seen as well. */
final class ProbedConnectionBuilder implements ConnectionBuilder {

    /** Takes a connection and follows it. */
    @FunctionalInterface
    interface Taking {
        Connection take(LoadWatch.Source source) throws SQLException;
    }

    private final ConnectionBuilder original;
    private final Taking taking;

    ProbedConnectionBuilder(ConnectionBuilder original, Taking taking) {
        this.original = original;
        this.taking = taking;
    }

    @Override
    public ConnectionBuilder user(String user) {
        original.user(user);
        return this;
    }

    @Override
    public ConnectionBuilder password(String password) {
        original.password(password);
        return this;
    }

    @Override
    public ConnectionBuilder shardingKey(ShardingKey key) {
        original.shardingKey(key);
        return this;
    }

    @Override
    public ConnectionBuilder superShardingKey(ShardingKey key) {
        original.superShardingKey(key);
        return this;
    }

    @Override
    public Connection build() throws SQLException {
        return taking.take(original::build);
    }
}
