// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.internal.database.ServerControl;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Optional;

/** A database whose connections are all the same one of a pool, which stays open when it is given back. */
record PooledDatabase(Connection pooled) implements TestDatabase {

    @Override
    public String description() {
        return "a pool";
    }

    @Override
    public Optional<String> url() {
        return Optional.empty();
    }

    @Override
    public String user() {
        return "";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public Connection connect(String applicationName) {
        return (Connection) Proxy.newProxyInstance(
                PooledDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        assertThat(pooled.getAutoCommit()).isTrue();
                        return null;
                    }
                    try {
                        return method.invoke(pooled, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Optional<ServerControl> control() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The pool is another's.
    }
}
