// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.Slo;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A load with its diagnosis where numbers have digits of their own, or letters another case. */
@Isolated
class LocalesTests {

    private static final Locale BEFORE = Locale.getDefault();

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void tables() throws SQLException {
        url = ProblemDatabase.with(
                "create table item (id int primary key, price int)",
                "insert into item select i, i from generate_series(1, 2000) i");
    }

    @AfterEach
    void goHome() {
        Locale.setDefault(BEFORE);
    }

    static class ReadingTestCases {

        @JdbcWorkload(users = 2, iterations = 200, pool = @Pool(size = 2))
        @Slo(p50 = "1s")
        @JdbcSlo(callsPerTransaction = 1, leaked = 0, timeouts = 0)
        void read(Connection connection) throws SQLException {
            execute(connection, "SELECT id FROM item WHERE price = ?", 7);
        }
    }

    @Test
    void digits_ofTheseLocales_areNotThoseOfMachines() {
        assertThat(String.format(Locale.forLanguageTag("ar-EG"), "%d", 1)).isNotEqualTo("1");
        assertThat(String.format(Locale.forLanguageTag("fa"), "%d", 1)).isNotEqualTo("1");
        assertThat("LIMIT".toLowerCase(Locale.forLanguageTag("tr-TR"))).isNotEqualTo("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "fa"})
    void load_underALocaleOfItsOwn_isDiagnosedAsEverywhere(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        TestRun run = TestRun.of(ReadingTestCases.class, output, "perf.jdbc.url=" + url);

        run.assertPassed("read");
        JsonNode section = run.results().at("/sections/jdbc");
        assertThat(section.at("/transactions/committed").asInt()).isEqualTo(200);
        assertThat(section.at("/diagnosis/tables/0/name").asText()).isEqualTo("item");
        assertThat(section.at("/diagnosis/statements").toString()).contains("item");
        assertThat(section.at("/findings").findValuesAsText("kind"))
                .contains("missing-index")
                .doesNotContain("not-available");
        assertThat(run.printed()).contains("200 committed").doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
        assertThat(run.results().toString()).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }
}
