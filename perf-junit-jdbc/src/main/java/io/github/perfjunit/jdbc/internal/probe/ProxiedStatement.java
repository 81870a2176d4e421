// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Passes on what is done with a statement, and times its executions. */
final class ProxiedStatement extends Delegation {

    private final Connection connection;
    private final StatementRun run;

    ProxiedStatement(Statement delegate, Connection connection, StatementRun run) {
        super(delegate);
        this.connection = connection;
        this.run = run;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        return switch (method.getName()) {
            case "executeQuery", "executeUpdate", "executeLargeUpdate", "execute" ->
                execute(method, args, run.textOf(sql(args)), UnitOfWork.NO_BATCH);
            case "executeBatch", "executeLargeBatch" -> executeBatch(method, args);
            case "addBatch" -> {
                Object added = pass(method, args);
                run.batchAdded(sql(args));
                yield added;
            }
            case "clearBatch" -> {
                Object cleared = pass(method, args);
                run.batchCleared();
                yield cleared;
            }
            case "getUpdateCount", "getLargeUpdateCount" -> {
                Object count = pass(method, args);
                run.updateCountRead(count instanceof Number n ? n.longValue() : -1);
                yield count;
            }
            case "getConnection" -> {
                pass(method, args); // fails if the statement is closed
                yield connection;
            }
            default -> passCommon(proxy, method, args);
        };
    }

    private @Nullable Object executeBatch(Method method, @Nullable Object @Nullable [] args) throws Throwable {
        int size = run.batchSize();
        return size == 0
                ? pass(method, args) // nothing is sent
                : execute(method, args, run.takeBatch(), size);
    }

    private @Nullable Object execute(Method method, @Nullable Object @Nullable [] args, StatementText text, int batch)
            throws Throwable {
        long started = run.now();
        Object result;
        try {
            result = pass(method, args);
        } catch (Throwable e) {
            run.failed(text, started, run.now(), batch, e);
            throw e;
        }
        run.succeeded(text, started, run.now(), batch, result);
        return result;
    }

    private static @Nullable String sql(@Nullable Object @Nullable [] args) {
        return args == null ? null : (String) args[0];
    }
}
