// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;

/** How drivers and wrappers of connections say that they do not know a call that came with JDBC 4.0 or later. */
public enum OldDriver {
    FEATURE_NOT_SUPPORTED {
        @Override
        Throwable refusal() {
            return new SQLFeatureNotSupportedException("not here");
        }
    },
    STATE {
        @Override
        Throwable refusal() {
            return new SQLException("not here", "0A000");
        }
    },
    UNSUPPORTED_OPERATION {
        @Override
        Throwable refusal() {
            return new UnsupportedOperationException("not here");
        }
    },
    ABSTRACT_METHOD {
        @Override
        Throwable refusal() {
            return new AbstractMethodError("not here");
        }
    };

    private static final Set<String> NEWER = Set.of(
            "abort",
            "getNetworkTimeout",
            "setNetworkTimeout",
            "isValid",
            "isWrapperFor",
            "unwrap",
            "getSchema",
            "setSchema",
            "getClientInfo",
            "setClientInfo");

    abstract Throwable refusal();

    /** Returns the connection without those calls. */
    public Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                OldDriver.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (NEWER.contains(method.getName())) {
                        throw refusal();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
