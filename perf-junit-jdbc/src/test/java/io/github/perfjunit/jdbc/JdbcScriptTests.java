// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcScriptTests {

    private static String url;

    @BeforeAll
    static void tables() throws SQLException {
        url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table account (id int primary key, balance int not null)");
            statement.execute("insert into account select i, 100 from generate_series(1, 10) i");
            statement.execute("create table seen (i int, l bigint, d double precision, u int, t text)");
        }
    }

    private static PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    @Test
    void run_whenRolledBack_hasChangedNothing() throws SQLException {
        JdbcScript transfer = JdbcScript.ofResource("transfer.sql", JdbcScriptTests.class);
        String sums = "select sum(balance) filter (where id <= 5) || ' ' || sum(balance) from account";

        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            ScriptUser user = new ScriptUser(0, 1);
            for (int i = 0; i < 20; i++) {
                transfer.run(connection, user.asUser());
            }
            assertThat(rows(connection, sums)).containsExactly("480 1000");
            connection.rollback();
            assertThat(rows(connection, sums)).containsExactly("500 1000");
        }
    }

    @Test
    void run_withValuesOfAllKinds_bindsThem() throws SQLException {
        JdbcScript script = JdbcScript.of("""
                \\set i 7 / 2
                \\set l 3000000000
                \\set d :i / 2.0
                insert into seen values (:i, :l, :d, :client_id, substr('abcdef', :i) || ' :x ' || :scale::text);
                select * from seen where i = :i and l = :l;
                \\sleep :i ms
                \\sleep 5 us
                \\sleep 1
                """).with("scale", 1.5);

        ScriptUser user = new ScriptUser(4, 1);
        try (Connection connection = DriverManager.getConnection(url)) {
            script.run(connection, user.asUser());
            assertThat(rows(connection, "select row(s.*)::text from seen s"))
                    .containsExactly("(3,3000000000,1.5,4,\"cdef :x 1.5\")");
        }
        assertThat(user.pauses()).containsExactly(Duration.ofMillis(3), Duration.ofNanos(5000), Duration.ofSeconds(1));
    }

    @Test
    void run_whenAValueGrowsBeyondAnInt_bindsItStill() throws SQLException {
        JdbcScript script = JdbcScript.of("\\set n :client_id * 1000000000\nselect :n / 1000000000;");

        try (Connection connection = DriverManager.getConnection(url)) {
            for (int id : new int[] {1, 2, 3, 1}) {
                script.run(connection, new ScriptUser(id, 1).asUser());
            }
        }
        assertThat(script.statements()).containsExactly("select ? / 1000000000");
    }

    @Test
    void run_withTheSameSeed_drawsTheSame() throws SQLException {
        JdbcScript script = JdbcScript.of("""
                \\set a random(1, 1000000)
                select set_config('test.drawn', concat(current_setting('test.drawn', true), ' ', :a::int), false);
                """);
        List<String> drawn = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            try (Connection connection = DriverManager.getConnection(url)) {
                ScriptUser user = new ScriptUser(0, seed);
                script.run(connection, user.asUser());
                script.run(connection, user.asUser());
                drawn.addAll(rows(connection, "select current_setting('test.drawn')"));
            }
        }
        assertThat(drawn.get(0))
                .isEqualTo(drawn.get(1))
                .isNotEqualTo(drawn.get(2))
                .matches(" \\d+ \\d+");
    }

    @Test
    void run_withoutAValue_saysWhichAreMissing() {
        JdbcScript script = JdbcScript.of("\\set a :scale * :size\nselect :a, :later;\n\\set later 1");

        assertThatIllegalStateException()
                .isThrownBy(() -> script.prepare(dataSource()))
                .withMessage(
                        "script has no value for :scale, :size, :later; set it in the script or by with(\"scale\", 1)");
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try (Connection connection = DriverManager.getConnection(url)) {
                        script.with("scale", 1).with("later", 2).run(connection, new ScriptUser(0, 1).asUser());
                    }
                })
                .withMessage("script has no value for :size; set it in the script or by with(\"size\", 1)");
    }

    @Test
    void run_whenAValueCannotBeComputed_saysWhereWithoutValues() {
        JdbcScript script =
                JdbcScript.of("\\set a random(1, :secret)\nselect :a;").with("secret", -4711);

        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try (Connection connection = DriverManager.getConnection(url)) {
                        script.run(connection, new ScriptUser(0, 1).asUser());
                    }
                })
                .withMessage("script, line 1: the lower bound must not be above the upper one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1|the length of a pause must be from 0 to 999999999",
                "1000000000|the length of a pause must be from 0 to 999999999",
                "9000000000000000000|the length of a pause must be from 0 to 999999999",
                "1e30|a decimal number is too large for a whole one"
            })
    void run_whenAPauseHasNoLength_saysWhereWithoutValues(String length, String reason) {
        JdbcScript script = JdbcScript.of("\\set n " + length + "\nselect 1;\n\\sleep :n s");

        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try (Connection connection = DriverManager.getConnection(url)) {
                        script.run(connection, new ScriptUser(0, 1).asUser());
                    }
                })
                .withMessage("script, line 3: " + reason);
    }

    @Test
    void prepare_ofStatementsThatTheDatabaseTakes_runsNone() throws SQLException {
        JdbcScript script = JdbcScript.of("\\set a 1\ninsert into account values (:a + 100, 0);\nselect 1 / 0;");

        script.prepare(dataSource());

        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(rows(connection, "select id from account where id > 10")).isEmpty();
        }
    }

    @Test
    void prepare_ofStatementsThatTheDatabaseDoesNotTake_tellsAllWithoutLiterals() {
        JdbcScript script = JdbcScript.of("""
                select * from accounts;
                select nothing from account;
                select 1;
                select id from account where id = 'secret';
                """);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> script.prepare(dataSource()))
                .withMessage("""
                        3 statements of script would fail:
                        - line 1: ERROR: relation "accounts" does not exist (SQLState 42P01)
                        - line 2: ERROR: column "nothing" does not exist (SQLState 42703)
                        - line 4: the database does not take it (SQLState 22P02)""");
    }

    @Test
    void ofFile_ofAScript_readsIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mine.sql");
        Files.writeString(file, "\uFEFFselect 'ä';\r\n-- done\r\n");

        JdbcScript script = JdbcScript.ofFile(file);

        assertThat(script).hasToString("mine.sql (1 statement)");
        assertThat(script.name()).isEqualTo("mine.sql");
        assertThat(script.writes()).isFalse();
        assertThat(script.statements()).containsExactly("select 'ä'");
    }

    @Test
    void ofFile_ofSomethingElse_saysWhatToDo(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.sql");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcScript.ofFile(missing))
                .withMessage("script '" + missing + "' does not exist in "
                        + Path.of("").toAbsolutePath() + "; give the path of a file, or use ofResource");
        Path latin = Files.write(folder.resolve("latin.sql"), "select 'ä'".getBytes(StandardCharsets.ISO_8859_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcScript.ofFile(latin))
                .withMessage("script '" + latin + "' is not UTF-8; save it as UTF-8");
        Path large = Files.write(folder.resolve("large.sql"), new byte[1024 * 1024 + 1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcScript.ofFile(large))
                .withMessage("script '" + large + "' is larger than 1 MiB; a script is one transaction");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcScript.ofFile(folder))
                .withMessageStartingWith("script '" + folder + "' cannot be read: ");
    }

    @Test
    void ofResource_thatIsMissing_saysWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcScript.ofResource("/missing.sql", JdbcScriptTests.class))
                .withMessage("script '/missing.sql' is not on the class path of " + JdbcScriptTests.class.getName()
                        + "; put it into src/test/resources");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcScript.ofResource("missing.sql", JdbcScriptTests.class))
                .withMessageEndingWith(
                        "; put it into src/test/resources, into the folder of its package, or begin with /");
    }
}
