// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
        assertThat(before.wasReset(after, "a", "n")).isTrue();
        assertThat(after.wasReset(before, "a", "n")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select ?; delete from t", "begin", "create table t (a int)", "select a..."})
    void whatHasNoPlanOrMightBeTwoStatements_isNotExplained(String text) {
        assertThat(ExplainableText.test(text)).isFalse();
    }

    @Test
    void parameters_areNumberedOutsideOfNames() {
        assertThat(ExplainableText.test("with x as (select ?) select * from x")).isTrue();
        assertThat(ExplainableText.of("select \"a?\" from t where b = ? and c = ?"))
                .isEqualTo(new ExplainableText("select \"a?\" from t where b = $1 and c = $2", "(null, null)"));
        assertThat(ExplainableText.of("select a from t").arguments()).isEmpty();
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
}
