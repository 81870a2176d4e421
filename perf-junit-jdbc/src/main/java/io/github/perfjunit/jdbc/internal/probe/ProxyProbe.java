// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Sees statements through proxies of the JDK: they need no library, and pass on every method of the JDBC of whichever
 * JDK runs, those that do not exist yet included. Result sets are left alone.
 */
public final class ProxyProbe implements StatementProbe {

    /** Makes one. */
    public ProxyProbe() {}

    @Override
    public Connection wrap(Connection connection, ConnectionTrace trace) {
        return new OfConnection(connection, trace).as(Connection.class, Traced.class);
    }

    private static final class OfConnection extends Delegation {

        private final ConnectionTrace trace;

        OfConnection(Connection delegate, ConnectionTrace trace) {
            super(delegate);
            this.trace = trace;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
                throws Throwable {
            return switch (method.getName()) {
                case "createStatement" -> statement(proxy, Statement.class, pass(method, args), null);
                case "prepareStatement" -> statement(proxy, PreparedStatement.class, pass(method, args), args);
                case "prepareCall" -> statement(proxy, CallableStatement.class, pass(method, args), args);
                case "commit" -> commit(method);
                case "rollback" -> args == null ? rollback(method) : rollbackPartly(method, args);
                case "close", "abort" -> close(method, args);
                case "setAutoCommit" -> {
                    Object result = pass(method, args);
                    trace.autoCommit(args != null && Boolean.TRUE.equals(args[0]));
                    yield result;
                }
                case "connectionTrace" -> trace;
                default -> passCommon(proxy, method, args);
            };
        }

        private @Nullable Object statement(
                Object proxy,
                Class<? extends Statement> type,
                @Nullable Object made,
                @Nullable Object @Nullable [] args) {
            if (made == null) {
                return null;
            }
            StatementText text = args == null ? null : trace.text((String) args[0]);
            return new ProxiedStatement((Statement) made, (Connection) proxy, new StatementRun(trace, text)).as(type);
        }

        private @Nullable Object commit(Method method) throws Throwable {
            trace.committing();
            long started = trace.now();
            Throwable failure = null;
            try {
                return pass(method, null);
            } catch (Throwable e) {
                failure = e;
                throw e;
            } finally {
                trace.committed(started, trace.now(), failure);
            }
        }

        private @Nullable Object rollback(Method method) throws Throwable {
            long started = trace.now();
            Throwable failure = null;
            try {
                return pass(method, null);
            } catch (Throwable e) {
                failure = e;
                throw e;
            } finally {
                trace.rolledBack(started, trace.now(), failure);
            }
        }

        private @Nullable Object rollbackPartly(Method method, @Nullable Object @Nullable [] args) throws Throwable {
            Object result = pass(method, args);
            trace.rolledBackPartly();
            return result;
        }

        private @Nullable Object close(Method method, @Nullable Object @Nullable [] args) throws Throwable {
            long started = trace.now();
            try {
                return pass(method, args);
            } finally {
                trace.closed(started, trace.now());
            }
        }
    }
}
