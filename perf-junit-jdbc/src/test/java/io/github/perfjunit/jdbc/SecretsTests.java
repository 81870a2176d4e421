// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.Slo;
import io.github.perfjunit.load.VirtualUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of statements and passwords are in nothing that a load leaves or tells. */
class SecretsTests {

    private static final String VALUE = "Hu5hHu5h";
    private static final String NUMBER = "4929123456";
    private static final String PASSWORD = "0penSe5ame";

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void tables() throws SQLException {
        url = ProblemDatabase.with(
                        "create table customer (email text primary key, card bigint check (card > 99), seen int default 0)",
                        "insert into customer values ('" + VALUE + "', " + NUMBER + ")")
                + "&password=" + PASSWORD;
    }

    static class ProxyTestCases {

        @JdbcWorkload(users = 4, iterations = 120, pool = @Pool(size = 3), probe = Probe.PROXY)
        @Slo(errorRate = "1%")
        @JdbcSlo(callsPerTransaction = 0)
        void customer(Connection connection, VirtualUser user) throws SQLException {
            Customers.use(connection, user);
        }
    }

    static class P6SpyTestCases {

        @JdbcWorkload(users = 4, iterations = 120, pool = @Pool(size = 3), probe = Probe.P6SPY)
        @Slo(errorRate = "1%")
        @JdbcSlo(callsPerTransaction = 0)
        void customer(Connection connection, VirtualUser user) throws SQLException {
            Customers.use(connection, user);
        }
    }

    /** What fails in every way that makes a driver quote values. */
    private static final class Customers {

        private Customers() {}

        static void use(Connection connection, VirtualUser user) throws SQLException {
            switch ((int) (user.iteration() % 7)) {
                case 0 -> execute(connection, "insert into customer values (?, ?)", VALUE, Long.valueOf(NUMBER));
                case 1 -> plain(connection, "insert into customer values ('x" + VALUE + "', -" + NUMBER + ")");
                case 2 -> batch(connection);
                case 3 -> plain(connection, "selekt '" + VALUE + "' from " + NUMBER);
                case 4 ->
                    plain(
                            connection,
                            "update customer set seen = seen + 1 where email = '" + VALUE + "' and card = " + NUMBER
                                    + "; select pg_sleep(0.03), $$" + VALUE + "$$");
                case 5 -> execute(connection, "select cast(? as int)", VALUE);
                default -> wrapped(connection);
            }
        }

        private static void plain(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        private static void batch(Connection connection) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("insert into customer values (?, ?)")) {
                for (String email : List.of("new" + VALUE, VALUE)) {
                    insert.setString(1, email);
                    insert.setLong(2, Long.parseLong(NUMBER));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }

        private static void wrapped(Connection connection) {
            try {
                plain(connection, "insert into customer values ('" + VALUE + "', " + NUMBER + ")");
            } catch (SQLException e) {
                throw new IllegalStateException("cannot save " + VALUE, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ProxyTestCases.class, P6SpyTestCases.class})
    void valuesAndPassword_areNowhere(Class<?> test) throws IOException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        TestRun run;
        try {
            run = TestRun.of(test, output, "perf.jdbc.url=" + url);
        } finally {
            System.setErr(before);
        }

        StringWriter failure = new StringWriter();
        run.failure("customer").printStackTrace(new PrintWriter(failure, true));
        assertNoSecret("console", run.printed() + errors.toString(StandardCharsets.UTF_8));
        assertNoSecret("exception", failure.toString());
        List<Path> files;
        try (Stream<Path> all = Files.walk(output)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .contains("results.json", "intervals.csv", "monitors.csv", "latency.hlog");
        for (Path file : files) {
            assertNoSecret(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        assertThat(run.results()
                        .at("/sections/jdbc/transactions/failed/constraint")
                        .asInt())
                .isPositive();
        assertThat(run.results().at("/sections/jdbc/transactions/failed/syntax").asInt())
                .isPositive();
    }

    static class UnreachableTestCases {

        @JdbcWorkload(users = 1, duration = "1s")
        void customer(Connection connection) {
            throw new IllegalStateException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:1/shop?user=clerk&password=" + PASSWORD,
                "jdbc:postgresql://127.0.0.1:1/shop?user=clerk&sslpassword=" + PASSWORD,
                "jdbc:mariadb://clerk:" + PASSWORD + "@127.0.0.1:1/shop",
                "jdbc:sqlserver://127.0.0.1:1;password=" + PASSWORD,
                "postgresql://clerk:" + PASSWORD + "@127.0.0.1:1/shop"
            })
    void passwordOfAnUrlThatDoesNotWork_isNowhere(String wrong) {
        TestRun run = TestRun.of(UnreachableTestCases.class, output, "perf.jdbc.url=" + wrong);

        StringWriter failure = new StringWriter();
        run.failure("customer").printStackTrace(new PrintWriter(failure, true));
        assertNoSecret("exception", failure.toString());
        assertNoSecret("console", run.printed());
    }

    private static void assertNoSecret(String where, String text) {
        assertThat(text).as(where).doesNotContain(VALUE).doesNotContain(NUMBER).doesNotContain(PASSWORD);
    }
}
