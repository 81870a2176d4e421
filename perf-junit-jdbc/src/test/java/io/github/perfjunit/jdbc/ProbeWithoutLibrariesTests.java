// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.LoadTest;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe in a project that has neither p6spy nor PostgreSQL's driver. */
class ProbeWithoutLibrariesTests {

    private static ClassLoader bare() throws Exception {
        List<URL> path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("p6spy") && !entry.contains("postgresql-"))
                .map(entry -> {
                    try {
                        return new File(entry).toURI().toURL();
                    } catch (MalformedURLException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Test
    void p6Spy_thatIsNotThere_isNamedWithItsCoordinates() throws Exception {
        Class<?> type = bare().loadClass(ProbedDataSource.class.getName());
        Class<?> probes = type.getClassLoader().loadClass(Probe.class.getName());
        Method of = type.getMethod("of", DataSource.class, probes);
        Object p6Spy = probes.getMethod("valueOf", String.class).invoke(null, "P6SPY");

        assertThatThrownBy(() -> of.invoke(null, new JdbcDataSource(), p6Spy))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("probe was P6SPY but p6spy is not on the class path. Hint: add p6spy:p6spy:3.9.1, or use"
                        + " AUTO, which needs no library.");
    }

    static class P6SpyTestCases {

        @JdbcWorkload(users = 1, iterations = 1, probe = Probe.P6SPY)
        void workload(Connection connection) {}

        @WatchDatabase
        @LoadTest(users = 1, iterations = 1)
        void watched() {}
    }

    /** Runs where p6spy is not, and returns what the tests failed with. */
    static List<String> failures(Path output, String... keys) {
        TestRun run = TestRun.of(P6SpyTestCases.class, output, keys);
        return Stream.of("workload", "watched")
                .map(method -> String.valueOf(run.failure(method).getMessage()))
                .toList();
    }

    private static Object failuresWithoutP6Spy(Path output, String... keys) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader bare = bare();
        thread.setContextClassLoader(bare);
        try {
            Method failures = bare.loadClass(ProbeWithoutLibrariesTests.class.getName())
                    .getDeclaredMethod("failures", Path.class, String[].class);
            failures.setAccessible(true);
            return failures.invoke(null, output, keys);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void p6Spy_thatIsNotThere_isAMistakeInTheSettings(@TempDir Path output) throws Exception {
        String hint = " but p6spy is not on the class path\n"
                + "    Hint: add p6spy:p6spy:3.9.1 (scope test), or use auto, which needs no library";

        assertThat(failuresWithoutP6Spy(output, "perf.jdbc.url=jdbc:nothing:", "perf.jdbc.probe=p6spy"))
                .isEqualTo(List.of(
                        "1 configuration error in P6SpyTestCases.workload:\n  - perf.jdbc.probe was 'p6spy'" + hint,
                        "1 configuration error in P6SpyTestCases.watched:\n  - perf.jdbc.probe was 'p6spy'" + hint));
        assertThat(failuresWithoutP6Spy(output, "perf.jdbc.url=jdbc:nothing:"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .first()
                .isEqualTo("1 configuration error in P6SpyTestCases.workload:\n  - @JdbcWorkload.probe was 'P6SPY'"
                        + hint);
        assertThat(output).isEmptyDirectory();
    }

    @Test
    void auto_needsNoLibrary() throws Exception {
        Class<?> type = bare().loadClass(ProbedDataSource.class.getName());

        Object probed = type.getMethod("of", DataSource.class).invoke(null, new JdbcDataSource());

        assertThat(probed).hasToString("ProbedDataSource[JdbcDataSource]");
    }

    @Test
    void messages_withoutTheDriver_haveNoNames() throws Exception {
        Class<?> errors = bare().loadClass("io.github.perfjunit.jdbc.internal.probe.SqlErrors");

        assertThat(errors.getMethod("shown", Throwable.class).invoke(null, new SQLException("secret", "23505")))
                .hasToString("java.sql.SQLException: unique constraint violated (SQLState 23505)");
    }
}
