// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at what a loader does with its connection, and at the statements it makes of it. Not thread-safe. */
final class GuardedConnection implements InvocationHandler {

    /** What may be asked at any time, since it asks nothing of the database. */
    private static final Set<String> HARMLESS = Set.of(
            "close",
            "isClosed",
            "closeOnCompletion",
            "isCloseOnCompletion",
            "cancel",
            "abort",
            "unwrap",
            "isWrapperFor",
            "getConnection",
            "toString",
            "hashCode",
            "equals");

    /** Tells whether the connection may be used. */
    @FunctionalInterface
    interface Gate {

        /** Throws what is to be told to the loader, if it may not. */
        void check();
    }

    /** Looks at a statement before the database gets it. */
    @FunctionalInterface
    interface Inspection {

        /** Throws what is to be told to the loader, if it may not be run. */
        void check(String sql) throws SQLException;
    }

    private final Object guarded;
    private final Gate gate;
    private final Inspection inspection;
    private final @Nullable Connection connection;

    private GuardedConnection(Object guarded, Gate gate, Inspection inspection, @Nullable Connection connection) {
        this.guarded = guarded;
        this.gate = gate;
        this.inspection = inspection;
        this.connection = connection;
    }

    static Connection around(Connection connection, Gate gate, Inspection inspection) {
        return proxy(Connection.class, new GuardedConnection(connection, gate, inspection, null));
    }

    private static <T> T proxy(Class<T> type, GuardedConnection handler) {
        return type.cast(
                Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (guarded instanceof Connection && name.equals("close")) {
            // It is the library's, which commits when the loader has ended.
            return null;
        }
        if (connection != null && name.equals("getConnection")) {
            return connection;
        }
        if (name.equals("equals") && arguments != null) {
            return proxy == arguments[0];
        }
        if (!HARMLESS.contains(name)) {
            gate.check();
            if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql && takesSql(name)) {
                inspection.check(sql);
            }
        }
        try {
            return guarded(method.invoke(guarded, arguments), proxy);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean takesSql(String method) {
        return method.startsWith("prepare") || method.startsWith("execute") || method.equals("addBatch");
    }

    private @Nullable Object guarded(@Nullable Object made, Object proxy) {
        if (!(guarded instanceof Connection) || !(made instanceof Statement)) {
            return made;
        }
        GuardedConnection handler = new GuardedConnection(made, gate, inspection, (Connection) proxy);
        if (made instanceof CallableStatement) {
            return proxy(CallableStatement.class, handler);
        }
        return made instanceof PreparedStatement
                ? proxy(PreparedStatement.class, handler)
                : proxy(Statement.class, handler);
    }
}
