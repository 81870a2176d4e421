// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags of scenarios: from the settings to figures, verdicts and reports. */
class ScenarioTagTests {

    private static final UserBody FINE = user -> user.step("fine", () -> {});
    private static final UserBody FAILING = user -> user.step("failing", () -> {
        throw new IllegalStateException("no stock");
    });

    private static LoadResult result;

    @TempDir
    Path output;

    private static LoadResult run(LoadBuilder load, UserBody bodyOfGuests) {
        return load.scenario("buyers", s -> s.users(1)
                        .iterations(3)
                        .tag("tier", "premium")
                        .tag("device", "phone")
                        .run(FINE))
                .scenario(
                        "sellers",
                        s -> s.users(1).iterations(4).tag("tier", "premium").run(FINE))
                .scenario(
                        "guests",
                        s -> s.users(1).iterations(5).tag("tier", "free").run(bodyOfGuests))
                .start();
    }

    static class TaggedTestCases {
        @PerfTest
        void day(LoadBuilder load) {
            result = run(load, FINE);
            assertThat(result).tagged("tier", "premium").count().isEqualTo(7);
            assertThat(result).tagged("tier", "free").count().isEqualTo(5);
            assertThat(result).tagged("device", "phone").count().isEqualTo(3);
            assertThat(result).tagged("tier", "premium").max().isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void tags_selectFigures_andStandInReportsAndFiles() {
        TestRun run = TestRun.of(TaggedTestCases.class, output);

        run.assertPassed("day");
        JsonNode buyers = run.results().path("scenarios").path(0);
        assertThat(buyers.path("tags").toString()).isEqualTo("{\"device\":\"phone\",\"tier\":\"premium\"}");
        assertThat(run.printed())
                .contains("buyers (device=phone, tier=premium): 1 user, 3 iterations")
                .contains("count of scenarios with tier=premium");
    }

    @Test
    void tags_dataOfAWorker_keepsThem_andLacksThemIfAnOlderOneWroteIt() {
        TestRun.of(TaggedTestCases.class, output).assertPassed("day");
        String encoded = result.data().encode();

        LoadData same = LoadData.decode(encoded);
        LoadData older = LoadData.decode(encoded.replaceAll(",\"tags\":\\{[^}]*}", ""));

        assertThat(same).isEqualTo(result.data());
        assertThat(same.scenarios().get(0).tags()).isEqualTo(Map.of("device", "phone", "tier", "premium"));
        assertThat(older.scenarios())
                .allSatisfy(scenario -> assertThat(scenario.tags()).isEmpty());
    }

    static class UnknownTagTestCases {
        @PerfTest
        void day(LoadBuilder load) {
            assertThat(run(load, FINE)).tagged("tier", "gold").max().isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void unknownTag_test_failsWithThoseThatExist() {
        assertThat(TestRun.of(UnknownTagTestCases.class, output).failure("day"))
                .isInstanceOf(SloViolation.class)
                .hasMessage("no tag \"tier=gold\"; there are: device=phone, tier=free, tier=premium");
    }

    static class CoveredTestCases {
        @PerfTest
        void errorsOfTheTag(LoadBuilder load) {
            assertThat(run(load, FAILING)).tagged("tier", "free").errorRate().isLessThanOrEqualTo(percent(100));
        }

        @PerfTest
        void errorsOfAnotherTag(LoadBuilder load) {
            assertThat(run(load, FAILING)).tagged("tier", "premium").errorRate().isLessThanOrEqualTo(percent(0));
        }
    }

    @Test
    void limitForErrorsOfATag_coversItsScenariosAlone() {
        TestRun.ofMethod(CoveredTestCases.class, "errorsOfTheTag", output).assertPassed("errorsOfTheTag");

        assertThat(TestRun.ofMethod(CoveredTestCases.class, "errorsOfAnotherTag", output)
                        .failure("errorsOfAnotherTag"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContaining("errors of other requests");
    }

    static class MistakesTestCases {
        @PerfTest
        void day(LoadBuilder load) {
            load.scenario("buyers", s -> s.users(1)
                            .iterations(1)
                            .tag("a tag", "x")
                            .tag("tier", " ")
                            .run(FINE))
                    .start();
        }
    }

    @Test
    void wrongTags_areToldBeforeTheLoad() {
        assertThat(TestRun.of(MistakesTestCases.class, output).failure("day"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        2 configuration errors in MistakesTestCases.day:
                          - scenario("buyers").tag('a tag') has a name that must begin with a letter or digit, go on with \
                        letters, digits, dots, hyphens or underscores, and have at most 50 characters
                          - scenario("buyers").tag('tier') was '' but must have 1 to 100 characters""");
    }
}
