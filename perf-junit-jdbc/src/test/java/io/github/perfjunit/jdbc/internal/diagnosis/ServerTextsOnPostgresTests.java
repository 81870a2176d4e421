// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.TestPostgres;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.ValueFreeText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts as PostgreSQL itself keeps them. */
class ServerTextsOnPostgresTests {

    private static String folded(String sql) {
        return ValueFreeText.of(sql, SqlSyntax.POSTGRESQL);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a from t where a in (-1, 2)",
                "select a from t where a in (1::int, null)",
                "select a from t where a = any(array[1, -2, null]::int[])",
                "select a from t where d in (date '2026-12-01', date '2026-12-02')",
                "select a from t where d > date '2026-12-01' and a between -5 and - 6",
                "select a from t where (a, d) in ((1, '2026-12-01'), (-2, null))",
                "select a from t where x = true and a is not null",
                "insert into t (a, x) values (-1, true), (null, false)",
                "select case when x then -1 else null end, coalesce(a, null, 0) from t limit 5",
                "select a from t where a in (cast('1' as int), abs(-4), abs(5))",
            })
    void statement_asTheServerCountsIt_hasTheTextThatTheClientCounts(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestPostgres.newDatabase());
                Statement statement = connection.createStatement()) {
            statement.execute("create extension pg_stat_statements");
            statement.execute("create table t (a int, d date, x boolean)");
            statement.execute(sql);
            List<String> kept = texts(
                    connection,
                    "select query from pg_stat_statements s join pg_database d on d.oid = s.dbid"
                            + " where datname = current_database() and (query like 'select a%' or query like 'select case%'"
                            + " or query like 'insert%')");

            assertThat(kept).singleElement().satisfies(text -> assertThat(text).contains("$1"));
            assertThat(folded(kept.get(0))).isEqualTo(folded(sql));
            assertThat(ExplainableText.test(folded(sql))).isTrue();
            ExplainableText explainable = ExplainableText.of(folded(sql));
            statement.execute("prepare explained as " + explainable.sql());
            assertThat(texts(connection, "explain execute explained" + explainable.arguments()))
                    .isNotEmpty();
        }
    }

    @Test
    void textsOfASessionThatReadsBackslashesInItsOwnWay_areNotShown() throws SQLException {
        String url = TestPostgres.newDatabase();
        try (Connection own = DriverManager.getConnection(url + "&options=-c%20standard_conforming_strings=off");
                Connection diagnosis = DriverManager.getConnection(url);
                Statement statement = own.createStatement()) {
            for (String literal : List.of("'it\\'s secret'", "'\\'secret\\''", "'a\\\\', 'it\\' secret'")) {
                statement.execute("select /* a /* nested */ secret */ " + literal + " as shown");
                List<String> kept = texts(
                        diagnosis,
                        "select query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

                assertThat(kept).singleElement().satisfies(text -> assertThat(text)
                        .contains("secret"));
                assertThat(folded(kept.get(0))).doesNotContain("secret").endsWith("as shown");
            }
        }
    }
}
