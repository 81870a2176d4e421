// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that does nothing but note what is asked of its connections, and fails where it is told to. */
final class FakeDatabase {

    /** What was asked, in order, such as {@code open commit close}. */
    final List<String> asked = new ArrayList<>();

    private final Map<String, Exception> failures = new HashMap<>();
    private final Map<String, Runnable> pauses = new HashMap<>();
    private boolean autoCommit = true;

    FakeDatabase autoCommit(boolean initial) {
        autoCommit = initial;
        return this;
    }

    /** Has a method fail from now on. */
    FakeDatabase failing(String method, Exception failure) {
        failures.put(method, failure);
        return this;
    }

    /** Has something happen in the middle of a method. */
    FakeDatabase during(String method, Runnable happening) {
        pauses.put(method, happening);
        return this;
    }

    private void ask(String what, String method) throws Exception {
        asked.add(what);
        pauses.getOrDefault(method, () -> {}).run();
        Exception failure = failures.get(method);
        if (failure != null) {
            throw failure;
        }
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            ask("open", "open");
            return connection();
        });
    }

    private Connection connection() {
        boolean[] state = {autoCommit, false};
        return proxy(Connection.class, (method, arguments) -> {
            switch (method.getName()) {
                case "getAutoCommit" -> {
                    return state[0];
                }
                case "isClosed" -> {
                    return state[1];
                }
                case "setAutoCommit", "setTransactionIsolation", "setReadOnly" -> {
                    ask(method.getName() + "(" + arguments[0] + ")", method.getName());
                    if (method.getName().equals("setAutoCommit")) {
                        state[0] = (Boolean) arguments[0];
                    }
                }
                case "close", "abort" -> {
                    state[1] = true;
                    ask(method.getName(), method.getName());
                }
                case "hashCode" -> {
                    return System.identityHashCode(state);
                }
                case "equals" -> {
                    return false;
                }
                default -> ask(method.getName(), method.getName());
            }
            return null;
        });
    }

    /** What a method does. */
    @FunctionalInterface
    interface Doing {
        @Nullable
        Object call(Method method, Object[] arguments) throws Exception;
    }

    @SuppressWarnings("unchecked") // the proxy implements it
    static <T> T proxy(Class<T> type, Doing doing) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> doing.call(method, arguments == null ? new Object[0] : arguments));
    }

    /** Throws as the driver does, with values in its message. */
    static SQLException sql(String state) {
        return new SQLException("ERROR: Key (email)=(jane@example.org) is secret", state);
    }
}
