// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a data source connects to. JDBC has no way to ask, but those of drivers and pools are beans with
 * properties of the same few names.
 */
final class DataSourceAddress {

    private static final List<String> INNER = List.of("getDataSource", "getTargetDataSource", "getWrappedDataSource");
    private static final List<String> URL = List.of("getJdbcUrl", "getUrl", "getURL");
    private static final List<String> USER = List.of("getUsername", "getUser", "getUserName");
    private static final List<String> PASSWORD = List.of("getPassword");

    private static final int DEEPEST = 6;

    private DataSourceAddress() {}

    /** Returns where it connects to; empty if it does not tell. */
    static Optional<JdbcAddress> of(DataSource source) {
        DataSource current = unwrapped(source);
        String user = "";
        String password = "";
        for (int depth = 0; depth < DEEPEST; depth++) {
            user = user.isEmpty() ? text(current, USER) : user;
            password = password.isEmpty() ? text(current, PASSWORD) : password;
            String url = text(current, URL);
            if (url.startsWith("jdbc:")) {
                return Optional.of(JdbcAddress.of(url, user, password));
            }
            if (!(property(current, INNER) instanceof DataSource inner) || inner == current) {
                return Optional.empty();
            }
            current = inner;
        }
        return Optional.empty();
    }

    /** Returns the pool that a data source wraps, if that is HikariCP; else the data source. */
    static DataSource unwrapped(DataSource source) {
        try {
            return OptionalCalls.unwrap(source, HikariDataSource.class)
                    .<DataSource>map(pool -> pool)
                    .orElse(source);
        } catch (SQLException | RuntimeException e) {
            // It cannot tell; its own properties may.
            return source;
        }
    }

    private static String text(Object bean, List<String> getters) {
        return property(bean, getters) instanceof String text ? text : "";
    }

    private static @Nullable Object property(Object bean, List<String> getters) {
        for (String getter : getters) {
            Object value = property(bean, getter);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Object property(Object bean, String getter) {
        try {
            return bean.getClass().getMethod(getter).invoke(bean);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            // It has no such property, or keeps it to itself.
            return null;
        }
    }
}
