// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import io.github.perfjunit.jdbc.internal.sql.ValueFreeText;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.ServerStatement;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTests {

    @ParameterizedTest
    @CsvSource({"100, 0, 100", "100, 5, 95", "100, 20, 80", "10, 20, 1", "100, 30, 300", "100, 9000, 5000"})
    void pause_growsWithWhatALookCosts(long interval, long took, long pause) {
        assertThat(SamplePace.pauseMillis(interval, took)).isEqualTo(pause);
    }

    @Test
    void counters_areDifferencedAndSurviveAReset() {
        Counters before = Counters.of(List.of(new Row(Map.of("key", "a", "n", 10L))));
        Counters after =
                Counters.of(List.of(new Row(Map.of("key", "a", "n", 25L)), new Row(Map.of("key", "b", "n", 7L))));

        assertThat(after.grown(before, "a", "n")).isEqualTo(15);
        assertThat(after.grown(before, "b", "n")).isEqualTo(7);
        assertThat(after.grown(before, "c", "n")).isZero();
        assertThat(before.grown(after, "a", "n")).isEqualTo(10);
    }

    @Test
    void counterThatTheFirstReadingHadNoRoomFor_saysNothing() {
        Counters before = Counters.of(List.of(new Row(Map.of("key", "a", "n", 10L))), 1);
        Counters after =
                Counters.of(List.of(new Row(Map.of("key", "a", "n", 25L)), new Row(Map.of("key", "b", "n", 7L))));

        assertThat(after.grown(before, "a", "n")).isEqualTo(15);
        assertThat(after.grown(before, "b", "n")).isZero();
    }

    private static List<Double> clientMeans(String client, String... server) {
        Map<String, StatementTotal> totals = new LinkedHashMap<>();
        for (String text : server) {
            totals.put(text, new StatementTotal());
        }
        return StatementTotal.statements(totals, Map.of(client, new ClientFigures(20, 3)), SqlSyntax.POSTGRESQL)
                .stream()
                .map(ServerStatement::clientMeanMillis)
                .toList();
    }

    @Test
    void client_whoseTextIsWrittenInAnotherWay_isFound() {
        assertThat(clientMeans(
                        ValueFreeText.of("select a,b from t where c in (1, 2)", SqlSyntax.POSTGRESQL),
                        "select a,b from t where c in ($1, $2)"))
                .containsExactly(3.0);
        assertThat(clientMeans(
                        ValueFreeText.of("insert into t values (?,?), (?,?)", SqlSyntax.POSTGRESQL),
                        "insert into t values ($1,$2), ($3,$4)"))
                .containsExactly(3.0);
        assertThat(clientMeans(
                        "insert into t values (?)...",
                        "insert into t values ($1), ($2)",
                        "insert into t values ($1), ($2), ($3)"))
                .as("both are counted as one")
                .containsExactly(3.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ?; delete from t",
                "begin",
                "create table t (a int)",
                "select a...",
                "select a from t where b in (?..."
            })
    void whatHasNoPlanOrMightBeTwoStatements_isNotExplained(String text) {
        assertThat(ExplainableText.test(text)).isFalse();
    }

    @Test
    void parameters_areNumberedOutsideOfNames() {
        assertThat(ExplainableText.test("with x as (select ?) select * from x")).isTrue();
        assertThat(ExplainableText.of("select \"a?\" from t where b = ? and c = ?"))
                .isEqualTo(new ExplainableText("select \"a?\" from t where b = $1 and c = $2", "(null, null)"));
        assertThat(ExplainableText.of("select a from t").arguments()).isEmpty();
        assertThat(ExplainableText.of("insert into \"t;\" values (?, ?)..."))
                .isEqualTo(new ExplainableText("insert into \"t;\" values ($1, $2)", "(null, null)"));
        assertThat(ExplainableText.test("insert into \"t;\" values (?, ?)...")).isTrue();
        assertThat(ExplainableText.of("select a from t where b in (?...) and c > date ? - interval ?"))
                .isEqualTo(new ExplainableText(
                        "select a from t where b in ($1) and c > cast($2 as date) - cast($3 as interval)",
                        "(null, null, null)"));
    }

    @Test
    void productsThatSpeakPostgres_areTold() {
        assertThat(ServerViews.impostor("CockroachDB CCL v24.1.0 (x86_64-linux-gnu)"))
                .isEqualTo("CockroachDB");
        assertThat(ServerViews.impostor("PostgreSQL 11.2-YB-2.20.1.0-b0 on x86_64"))
                .isEqualTo("YugabyteDB");
        assertThat(ServerViews.impostor("PostgreSQL 17.11 on x86_64-pc-linux-gnu"))
                .isEmpty();
    }

    @Test
    void lookThatHangs_doesNotHoldUpTheEnd() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Sampler sampler = new Sampler(1, 0, () -> {
            looking.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        sampler.start();
        looking.await();

        assertThat(sampler.end(1)).isFalse();
        released.countDown();
        assertThat(sampler.end(10_000)).isTrue();
    }

    @Test
    void productThatHasNoQuestions_isNamed() {
        DatabaseMetaData data = (DatabaseMetaData) Proxy.newProxyInstance(
                SmallPartsTests.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> method.getName().endsWith("Name") ? "Derby" : "10.17\nmore");
        Connection connection = (Connection) Proxy.newProxyInstance(
                SmallPartsTests.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMetaData" -> data;
                    case "isValid" -> true;
                    case "isClosed" -> false;
                    case "getNetworkTimeout" -> 0;
                    default -> null;
                });
        TestDatabase database = (TestDatabase) Proxy.newProxyInstance(
                SmallPartsTests.class.getClassLoader(),
                new Class<?>[] {TestDatabase.class},
                (proxy, method, arguments) -> connection);
        Diagnosis diagnosis = Diagnosis.of(database, DiagnosisOptions.defaults());
        diagnosis.begin();
        DatabaseReport report = diagnosis.end(Map.of());

        assertThat(report.product()).isEqualTo("Derby 10.17");
        assertThat(Diagnosis.findings(report, ClientSettings.unknown()))
                .containsExactly(new Finding(
                        Finding.Kind.NOT_AVAILABLE,
                        "diagnosis",
                        "The diagnosis is not available for Derby.",
                        "Figures that need it are missing from this report."));
    }
}
