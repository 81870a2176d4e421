// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.report.StoredResult;
import io.github.perfjunit.spi.Seesaw;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** A kind of load that a third party adds: its course grows while it runs, and its verdict is its own. */
@Tag("minutes")
class OwnKindTests {

    @TempDir
    Path output;

    static class SeesawTestCases {

        @Seesaw(users = 1, high = "3")
        void users(VirtualUser user) throws InterruptedException {
            user.step("work", () -> Thread.sleep(20));
        }

        @Seesaw(arrivalRate = "20/s", high = "60/s")
        void rate(VirtualUser user) throws InterruptedException {
            user.step("work", () -> Thread.sleep(5));
        }

        @AfterLoad("rate")
        void asPlanned(LoadResult result) {
            assertThat(result).stretch("low").count().isGreaterThan(30);
            assertThat(result).stretch("high").count().isGreaterThan(90).count().isLessThan(150);
        }

        /** Every step fails, and yet the kind decides. */
        @Seesaw(users = 1, high = "3", hold = "3s")
        void level(VirtualUser user) throws InterruptedException {
            Thread.sleep(user.id() == 0 ? 20 : 1000);
        }

        @Seesaw(users = 1, high = "3", fails = "conduct")
        void conduct() {}

        @Seesaw(users = 1, high = "3", fails = "interval")
        void interval() throws InterruptedException {
            Thread.sleep(10);
        }

        @Seesaw(users = 1, high = "3", fails = "judge")
        void judge() throws InterruptedException {
            Thread.sleep(10);
        }
    }

    private TestRun run(String method, String... keys) {
        return TestRun.ofMethod(SeesawTestCases.class, method, output, keys);
    }

    @Test
    void course_ofUsers_growsWhileItRuns() {
        TestRun run = run("users");

        run.assertPassed("users");
        List<String> windows = new ArrayList<>();
        for (JsonNode window : run.results().at("/scenarios/0/windows")) {
            windows.add(window.at("/phase").asText() + " " + window.at("/label").asText());
        }
        assertThat(windows).startsWith("measure low", "warm-up ", "measure high");
    }

    @Test
    void course_ofARate_growsWhileItRuns() {
        run("rate").assertPassed("rate");
    }

    @Test
    void labels_ofAStoredResult_areReadBack() {
        run("users");

        StoredResult stored = StoredResult.read(output.resolve("OwnKindTests.SeesawTestCases.users"));
        LoadResult result = stored.toLoadResult();
        List<String> labels = new ArrayList<>();
        stored.timeline().forEach(each -> labels.add(each.scenarios().get(0).label()));

        assertThat(result.stretches()).containsExactly("low", "high");
        assertThat(result.stretch("high").count())
                .isGreaterThan(result.stretch("low").count());
        assertThat(result.stretch("middle").isKnown()).isFalse();
        assertThat(labels).contains("low", "", "high");
        assertThat(stored.plan().scenarios().get(0).limits().highest()).isEqualTo(3);
        assertThat(stored.plan().scenarios().get(0).model().segments().get(0).label())
                .isEqualTo("low");
    }

    @Test
    void verdict_thatTheKindMisses_failsTheTest() {
        assertThat(run("level").failure("level")).hasMessageContaining("level missed 1 of 1 SLO: rise of the seesaw");
    }

    @Test
    void smokeRun_hasNoCourse() {
        TestRun run = run("level", "perf.mode=smoke");

        run.assertPassed("level");
        assertThat(run.results().at("/scenarios/0/due").asInt()).isEqualTo(1);
    }

    @Test
    void scale_changesAllLevels() {
        TestRun run = run("users", "perf.scale=2");

        assertThat(run.results().at("/scenarios/0/users").asInt()).isEqualTo(6);
    }

    @Test
    void keysOfFixedLoads_haveNoEffect() {
        TestRun run = run("users", "perf.duration=1s", "perf.users=9");

        assertThat(run.printed())
                .contains("perf.users, perf.duration had no effect: a load of this kind gives itself its course");
    }

    @Test
    void conductor_thatThrows_isAMistake() {
        assertThat(run("conduct").failure("conduct"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        1 configuration error in SeesawTestCases.conduct:
                          - the kind of load io.github.perfjunit.spi.SeesawConductor failed in conduct: \
                        IllegalStateException: no idea""");
    }

    @Test
    void conductor_thatThrowsWhileTheLoadRuns_endsIt() {
        Throwable failure = run("interval").failure("interval");

        assertThat(TestRun.headline(failure))
                .startsWith("interval was cut off after ")
                .endsWith(
                        ": the kind of load io.github.perfjunit.spi.SeesawConductor$Course failed in interval: IllegalStateException: lost count");
    }

    @Test
    void conductor_thatThrowsInItsVerdict_failsTheTest() {
        TestRun run = run("judge");

        assertThat(run.failure("judge"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the kind of load io.github.perfjunit.spi.SeesawConductor$Course failed in judge:"
                        + " IllegalStateException: cannot decide");
        assertThat(run.results().at("/verdict").asText()).isEqualTo("FAILED");
    }
}
