// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the JDBC of the JDK that runs reaches the driver with its arguments, and its result comes back. */
class PassThroughTests {

    /** What p6spy wraps, or asks the driver besides. */
    private static final Set<String> WRAPPED_BY_P6SPY =
            Set.of("executeQuery", "getResultSet", "getGeneratedKeys", "getMetaData", "getArray", "getObject");

    /** The driver: notes calls and gives back something of the type that is wanted. */
    private static final class Driver {

        final List<String> calls = new ArrayList<>();
        Object lastResult;
        SQLException failure;

        <T> T as(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, method, args) -> {
                switch (method.getName()) {
                    case "equals" -> {
                        return p == args[0];
                    }
                    case "hashCode" -> {
                        return 1;
                    }
                    case "toString" -> {
                        return "driver";
                    }
                    default -> calls.add(signature(method) + Arrays.deepToString(args));
                }
                if (failure != null) {
                    throw failure;
                }
                Class<?> wanted = method.getReturnType();
                lastResult = Statement.class.isAssignableFrom(wanted) ? as(wanted) : sample(wanted);
                return lastResult;
            }));
        }
    }

    static Stream<Arguments> methods() {
        List<Arguments> all = new ArrayList<>();
        for (StatementProbe probe : List.of(new ProxyProbe(), P6SpyProbe.create())) {
            for (Class<?> type :
                    List.of(Connection.class, Statement.class, PreparedStatement.class, CallableStatement.class)) {
                for (Method method : type.getMethods()) {
                    boolean unwraps = Set.of("unwrap", "isWrapperFor").contains(method.getName());
                    if (!Modifier.isStatic(method.getModifiers()) && !unwraps) {
                        all.add(Arguments.of(probe.getClass().getSimpleName(), probe, type, method));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {2} {3}")
    @MethodSource("methods")
    void call_ofAnyMethod_reachesTheDriverAndReturnsItsResult(
            String name, StatementProbe probe, Class<?> type, Method method) throws Exception {
        if (unknownToP6spy(probe, method)) {
            return;
        }
        Driver driver = new Driver();
        Object wrapped = wrapped(probe, type, driver);
        Object[] args = samples(method);

        if (method.getName().matches("execute(Large)?Batch")) {
            addBatch(wrapped);
        }
        driver.calls.clear();
        Object result = method.invoke(wrapped, args);

        assertThat(driver.calls)
                .last()
                .isEqualTo(signature(method) + Arrays.deepToString(args.length == 0 ? null : args));
        if (probe instanceof ProxyProbe) {
            assertThat(driver.calls).hasSize(1);
        }
        boolean replaced = Statement.class.isAssignableFrom(method.getReturnType())
                || method.getName().equals("getConnection")
                || (!(probe instanceof ProxyProbe) && WRAPPED_BY_P6SPY.contains(method.getName()));
        if (replaced && driver.lastResult != null) {
            assertThat(result).isNotNull().isInstanceOf(method.getReturnType());
        } else {
            assertThat(result).isEqualTo(driver.lastResult);
        }
    }

    @ParameterizedTest(name = "{0} {2} {3}")
    @MethodSource("methods")
    void call_ofAnyMethod_throwsWhatTheDriverThrows(String name, StatementProbe probe, Class<?> type, Method method)
            throws Exception {
        if (unknownToP6spy(probe, method)) {
            return;
        }
        Driver driver = new Driver();
        Object wrapped = wrapped(probe, type, driver);
        if (method.getName().matches("execute(Large)?Batch")) {
            addBatch(wrapped);
        }
        driver.failure = new SQLException("told", "23505");
        if (!Arrays.asList(method.getExceptionTypes()).contains(SQLException.class)) {
            return;
        }
        try {
            method.invoke(wrapped, samples(method));
            throw new AssertionError("nothing was thrown");
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).isSameAs(driver.failure);
        }
    }

    /** Methods of a newer JDBC than that of Java 17 are passed on by our own probe alone. */
    private static boolean unknownToP6spy(StatementProbe probe, Method method) {
        return !(probe instanceof ProxyProbe)
                && method.isDefault()
                && Runtime.version().feature() > 17;
    }

    private static void addBatch(Object statement) throws SQLException {
        if (statement instanceof PreparedStatement prepared) {
            prepared.addBatch();
        } else {
            ((Statement) statement).addBatch("insert");
        }
    }

    private static Object wrapped(StatementProbe probe, Class<?> type, Driver driver) throws SQLException {
        Recorded recorded = new Recorded();
        LoadWatch watch = new LoadWatch(probe, recorded, nanos -> true, System::nanoTime);
        Connection connection = watch.take(() -> connection(driver));
        if (type == Connection.class) {
            return connection;
        }
        if (type == Statement.class) {
            return connection.createStatement();
        }
        return type == PreparedStatement.class ? connection.prepareStatement("a") : connection.prepareCall("b");
    }

    private static Connection connection(Driver driver) {
        return driver.as(Connection.class);
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    private static Object[] samples(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(PassThroughTests::sample)
                .toArray();
    }

    private static Object sample(Class<?> type) {
        if (type == void.class) {
            return null;
        } else if (type == boolean.class) {
            return true;
        } else if (type == byte.class) {
            return (byte) 3;
        } else if (type == short.class) {
            return (short) 3;
        } else if (type == int.class) {
            return 3;
        } else if (type == long.class) {
            return 3L;
        } else if (type == float.class) {
            return 3F;
        } else if (type == double.class) {
            return 3.0;
        } else if (type == String.class) {
            return "sample";
        } else if (type == SQLType.class) {
            return JDBCType.INTEGER;
        } else if (type == Class.class) {
            return String.class;
        } else if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 1);
        } else if (type.isInterface()) {
            return new Driver().as(type);
        }
        return null;
    }
}
