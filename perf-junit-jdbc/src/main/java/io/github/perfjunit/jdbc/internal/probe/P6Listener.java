// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import com.p6spy.engine.common.ConnectionInformation;
import com.p6spy.engine.common.PreparedStatementInformation;
import com.p6spy.engine.common.StatementInformation;
import com.p6spy.engine.event.JdbcEventListener;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Told by p6spy of one connection or one statement. p6spy tells how long an execution took and right after that it has
 * ended, so it began that long ago.
 */
final class P6Listener extends JdbcEventListener {

    private final ConnectionTrace trace;
    private final StatementRun run;

    P6Listener(ConnectionTrace trace, @Nullable StatementText prepared) {
        this.trace = trace;
        this.run = new StatementRun(trace, prepared);
    }

    StatementRun run() {
        return run;
    }

    private void executed(@Nullable String sql, long nanos, @Nullable Object result, @Nullable SQLException failure) {
        long ended = run.now();
        StatementText text = run.textOf(sql);
        if (failure == null) {
            run.succeeded(text, ended - nanos, ended, UnitOfWork.NO_BATCH, result);
        } else {
            run.failed(text, ended - nanos, ended, UnitOfWork.NO_BATCH, failure);
        }
    }

    @Override
    public void onAfterExecuteQuery(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        executed(null, nanos, null, e);
    }

    @Override
    public void onAfterExecuteQuery(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        executed(sql, nanos, null, e);
    }

    @Override
    public void onAfterExecuteUpdate(
            PreparedStatementInformation statement, long nanos, int rows, @Nullable SQLException e) {
        executed(null, nanos, rows, e);
    }

    @Override
    public void onAfterExecuteUpdate(
            StatementInformation statement, long nanos, String sql, int rows, @Nullable SQLException e) {
        executed(sql, nanos, rows, e);
    }

    // p6spy does not tell what execute() returned. Whoever asks for the rows afterwards knows that there are some.
    @Override
    public void onAfterExecute(PreparedStatementInformation statement, long nanos, @Nullable SQLException e) {
        executed(null, nanos, false, e);
    }

    @Override
    public void onAfterExecute(StatementInformation statement, long nanos, String sql, @Nullable SQLException e) {
        executed(sql, nanos, false, e);
    }

    @Override
    public void onBeforeCommit(ConnectionInformation connection) {
        trace.committing();
    }

    @Override
    public void onAfterCommit(ConnectionInformation connection, long nanos, @Nullable SQLException e) {
        long ended = trace.now();
        trace.committed(ended - nanos, ended, e);
    }

    @Override
    public void onAfterRollback(ConnectionInformation connection, long nanos, @Nullable SQLException e) {
        long ended = trace.now();
        trace.rolledBack(ended - nanos, ended, e);
    }

    @Override
    public void onAfterSetAutoCommit(
            ConnectionInformation connection, boolean on, boolean before, @Nullable SQLException e) {
        if (e == null) {
            trace.autoCommit(on);
        }
    }
}
