// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads in which each user runs a number of iterations. */
class IterationsPerUserTests {

    private final Problems problems = new Problems("T.m");

    private static void once(RawLoad raw) {
        raw.set(LoadAttribute.USERS, 50);
        raw.set(LoadAttribute.ITERATIONS_PER_USER, 1L);
    }

    @Test
    void read_alone_cappedAtTenMinutes() {
        ScenarioPlan plan = read(Map.of(), IterationsPerUserTests::once).orElseThrow();

        assertThat(plan.model())
                .isEqualTo(new LoadModel.Closed(
                        List.of(new Segment(Duration.ofMinutes(10), 50, 50, Phase.MEASURE)), null, null, 1L));
        assertThat(plan.description()).isEqualTo("50 users, each 1 iteration within 10m");
    }

    @ParameterizedTest
    @CsvSource({
        "perf.scale, 0.1, '5 users, each 1 iteration within 10m, scaled 0.1', 1",
        "perf.scale, 2, '100 users, each 1 iteration within 10m, scaled 2', 1",
        "perf.users, 3, '3 users, each 1 iteration within 10m', 1",
        "perf.maxUsers, 3, '3 users, each 1 iteration within 10m', 1",
        "perf.duration, 20s, '50 users, each 1 iteration within 20s', 1",
        "perf.maxDuration, 20s, '50 users, each 1 iteration within 20s', 1",
    })
    void read_keys_numberOfEachUserIsKept(String key, String value, String description, long each) {
        ScenarioPlan plan =
                read(Map.of(key, value), IterationsPerUserTests::once).orElseThrow();

        assertThat(((LoadModel.Closed) plan.model()).iterationsPerUser()).isEqualTo(each);
        assertThat(plan.description()).isEqualTo(description);
    }

    @Test
    void read_withEverythingThatMayStandBesideIt_words() {
        ScenarioPlan plan = read(Map.of(), raw -> {
                    once(raw);
                    raw.set(LoadAttribute.ITERATIONS_PER_USER, 7L);
                    raw.set(LoadAttribute.DURATION, "1m");
                    raw.set(LoadAttribute.RAMP_UP, "10s");
                    raw.set(LoadAttribute.PACING, "5s");
                    raw.set(LoadAttribute.THINK_TIME, "1s");
                })
                .orElseThrow();

        assertThat(plan.description())
                .isEqualTo("50 users, ramp-up 10s, each 7 iterations within 1m, pacing 5s, think time 1s");
    }

    @Test
    void read_smoke_oneUserOneIteration() {
        ScenarioPlan plan = read(Map.of("perf.mode", "smoke"), raw -> {
                    once(raw);
                    raw.set(LoadAttribute.ITERATIONS_PER_USER, 7L);
                })
                .orElseThrow();

        assertThat(plan.model())
                .isEqualTo(new LoadModel.Closed(
                        List.of(new Segment(Duration.ofMinutes(10), 1, 1, Phase.MEASURE)), null, 1L, null));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row(raw -> raw.set(LoadAttribute.ITERATIONS_PER_USER, 0L), "was '0' but must be from 1 to 1000000000"),
                row(
                        raw -> raw.set(LoadAttribute.ITERATIONS_PER_USER, -1L),
                        "was '-1' but must be from 1 to 1000000000"),
                row(
                        raw -> raw.set(LoadAttribute.ITERATIONS_PER_USER, 1_000_000_001L),
                        "was '1000000001' but must be from 1 to 1000000000"),
                row(
                        raw -> raw.set(LoadAttribute.ITERATIONS, 100L),
                        "was '1' but must not be set together with iterations"),
                row(
                        raw -> {
                            raw.set(LoadAttribute.USERS, null);
                            raw.set(LoadAttribute.ARRIVAL_RATE, "1/s");
                            raw.set(LoadAttribute.DURATION, "1m");
                        },
                        "was '1' but must not be set together with arrivalRate"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void read_mistake_wholeMessage(Consumer<RawLoad> change, String expected) {
        RawLoad raw = new RawLoad("@LoadTest");
        once(raw);
        change.accept(raw);

        assertThat(message(raw)).endsWith("  - @LoadTest.iterationsPerUser " + expected);
    }

    @Test
    void read_withStages_mistake() {
        RawLoad raw = new RawLoad("@LoadTest");
        raw.set(LoadAttribute.STAGES, List.of(LoadStage.ramp("0s", 5), LoadStage.hold("1m")));
        raw.set(LoadAttribute.ITERATIONS_PER_USER, 1L);

        assertThat(message(raw))
                .isEqualTo("1 configuration error in T.m:\n  - @LoadTest.iterationsPerUser was '1' but must not be set"
                        + " together with stages");
    }

    private static Arguments row(Consumer<RawLoad> change, String expected) {
        return Arguments.of(change, expected);
    }

    private String message(RawLoad raw) {
        assertThat(read(Map.of(), raw)).isEmpty();
        return TestSettings.messageOf(problems);
    }

    private Optional<ScenarioPlan> read(Map<String, String> keys, Consumer<RawLoad> setup) {
        RawLoad raw = new RawLoad("@LoadTest");
        setup.accept(raw);
        return read(keys, raw);
    }

    private Optional<ScenarioPlan> read(Map<String, String> keys, RawLoad raw) {
        Settings settings = TestSettings.properties(keys);
        return new PlanReader(settings, PerfKeys.read(settings, problems), problems)
                .read("T.m", List.of(new ScenarioLoad("m", raw)))
                .map(plan -> plan.scenarios().get(0));
    }
}
