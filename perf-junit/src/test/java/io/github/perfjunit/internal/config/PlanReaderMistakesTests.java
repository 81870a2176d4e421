// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static io.github.perfjunit.load.LoadStage.hold;
import static io.github.perfjunit.load.LoadStage.ramp;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.load.Overflow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rejected load, with its whole message. */
class PlanReaderMistakesTests {

    private static final String DURATION = "must be a duration such as 250ms, 2s, 10m or 1h30m";

    private final Problems problems = new Problems("T.m");

    static Stream<Arguments> numbersAndTexts() {
        return Stream.of(
                row(closed(r -> r.set(LoadAttribute.USERS, 0)), "@LoadTest.users was '0' but must be from 1 to 200000"),
                row(
                        closed(r -> r.set(LoadAttribute.USERS, -1)),
                        "@LoadTest.users was '-1' but must be from 1 to 200000"),
                row(
                        closed(r -> r.set(LoadAttribute.USERS, 200_001)),
                        "@LoadTest.users was '200001' but must be from 1 to 200000"),
                row(
                        closed(r -> r.set(LoadAttribute.ITERATIONS, 0L)),
                        "@LoadTest.iterations was '0' but must be at least 1"),
                row(
                        closed(r -> r.set(LoadAttribute.RAMP_UP, "2 minutes")),
                        "@LoadTest.rampUp was '2 minutes' but " + DURATION),
                row(
                        closed(r -> r.set(LoadAttribute.DURATION, "0s")),
                        "@LoadTest.duration was '0s' but must be above 0s"),
                row(closed(r -> r.set(LoadAttribute.DURATION, "10")), "@LoadTest.duration was '10' but " + DURATION),
                row(closed(r -> r.set(LoadAttribute.RAMP_DOWN, "x")), "@LoadTest.rampDown was 'x' but " + DURATION),
                row(
                        closed(r -> r.set(LoadAttribute.WARM_UP, "Auto")),
                        "@LoadTest.warmUp was 'Auto' but " + DURATION + ", or be auto"),
                row(closed(r -> r.set(LoadAttribute.PACING, "0s")), "@LoadTest.pacing was '0s' but must be above 0s"),
                row(
                        closed(r -> r.set(LoadAttribute.GRACEFUL_STOP, "-1s")),
                        "@LoadTest.gracefulStop was '-1s' but " + DURATION),
                row(
                        closed(r -> r.set(LoadAttribute.START_AFTER, "soon")),
                        "@LoadTest.startAfter was 'soon' but " + DURATION),
                row(
                        closed(r -> r.set(LoadAttribute.THINK_TIME, "1..3")),
                        "@LoadTest.thinkTime was '1..3' but must be a pause such as 2s or a range such as 1s..3s"),
                row(
                        closed(r -> r.set(LoadAttribute.BASE_URL, "localhost")),
                        "@LoadTest.baseUrl was 'localhost' but must be an http or https URL such as"
                                + " http://localhost:8080"),
                row(
                        closed(r -> r.set(LoadAttribute.BASE_URL, "localhost:8080")),
                        "@LoadTest.baseUrl was 'localhost:8080' but must be an http or https URL such as"
                                + " http://localhost:8080\n    Hint: did you mean http://localhost:8080?"),
                row(
                        closed(r -> r.set(LoadAttribute.DURATION, null)),
                        "@LoadTest.duration was null but must have a value"),
                row(
                        closed(r -> r.set(LoadAttribute.BASE_URL, "${u")),
                        "@LoadTest.baseUrl was '${u' but must close each ${ with }"),
                row(
                        closed(r -> r.set(LoadAttribute.DURATION, "${d")),
                        "@LoadTest.duration was '${d' but must close each ${ with }"),
                row(
                        closed(r -> r.set(LoadAttribute.NAME, "../../etc")),
                        "@LoadTest.name was '../../etc' but must begin with a letter or digit, go on with letters,"
                                + " digits, spaces, dots, hyphens or underscores, and have at most 100 characters"),
                row(
                        closed(r -> {
                            r.set(LoadAttribute.RAMP_UP, "300d");
                            r.set(LoadAttribute.DURATION, "100d");
                        }),
                        "@LoadTest takes more than a year in all but must take at most 365d"),
                row(
                        open(r -> r.set(LoadAttribute.ARRIVAL_RATE, "200")),
                        "@LoadTest.arrivalRate was '200' but must be a rate such as 200/s, 10000/min or 5/h"),
                row(
                        open(r -> r.set(LoadAttribute.ARRIVAL_RATE, "0/s")),
                        "@LoadTest.arrivalRate was '0/s' but must be above 0/s"),
                row(
                        open(r -> r.set(LoadAttribute.ARRIVAL_RATE, "2000000/s")),
                        "@LoadTest.arrivalRate was '2000000/s' but must be at most 1000000/s"),
                row(
                        open(r -> r.set(LoadAttribute.MAX_USERS, 0)),
                        "@LoadTest.maxUsers was '0' but must be from 1 to 200000"));
    }

    static Stream<Arguments> combinations() {
        return Stream.of(
                row(r -> {}, "@LoadTest sets no load but must set users, arrivalRate or stages"),
                row(
                        r -> r.set(LoadAttribute.DURATION, "1m"),
                        "@LoadTest sets no load but must set users, arrivalRate or stages"),
                row(
                        r -> r.set(LoadAttribute.ARRIVAL_RATE, "${none:}"),
                        "@LoadTest sets no load but must set users, arrivalRate or stages"),
                row(
                        r -> r.set(LoadAttribute.USERS, 1),
                        "@LoadTest sets users but must also set duration or iterations"),
                row(
                        r -> r.set(LoadAttribute.ARRIVAL_RATE, "1/s"),
                        "@LoadTest sets arrivalRate but must also set duration"),
                row(
                        closed(r -> r.set(LoadAttribute.ARRIVAL_RATE, "1/s")),
                        "@LoadTest.users was '5' but must not be set together with arrivalRate\n"
                                + "    Hint: maxUsers limits the virtual users of an arrival rate"),
                row(
                        closed(r -> r.set(LoadAttribute.MAX_USERS, 9)),
                        "@LoadTest.maxUsers was '9' but must not be set together with users"),
                row(
                        closed(r -> r.set(LoadAttribute.OVERFLOW, Overflow.DROP)),
                        "@LoadTest.overflow was 'DROP' but must not be set together with users"),
                row(
                        closed(r -> r.set(LoadAttribute.ARRIVALS, Arrivals.EVEN)),
                        "@LoadTest.arrivals was 'EVEN' but must not be set together with users"),
                row(
                        open(r -> r.set(LoadAttribute.PACING, "5s")),
                        "@LoadTest.pacing was '5s' but must not be set together with arrivalRate"),
                row(
                        open(r -> r.set(LoadAttribute.ITERATIONS, 5L)),
                        "@LoadTest.iterations was '5' but must not be set together with arrivalRate"));
    }

    static Stream<Arguments> stages() {
        return Stream.of(
                row(
                        staged(r -> r.set(LoadAttribute.USERS, 5)),
                        "@LoadTest.users was '5' but must not be set together with stages"),
                row(
                        staged(r -> r.set(LoadAttribute.ARRIVAL_RATE, "1/s")),
                        "@LoadTest.arrivalRate was '1/s' but must not be set together with stages"),
                row(
                        staged(r -> r.set(LoadAttribute.RAMP_UP, "5s")),
                        "@LoadTest.rampUp was '5s' but must not be set together with stages"),
                row(
                        staged(r -> r.set(LoadAttribute.WARM_UP, "5s")),
                        "@LoadTest.warmUp was '5s' but must not be set together with stages"),
                row(
                        staged(r -> r.set(LoadAttribute.DURATION, "5s")),
                        "@LoadTest.duration was '5s' but must not be set together with stages"),
                row(
                        staged(r -> r.set(LoadAttribute.RAMP_DOWN, "5s")),
                        "@LoadTest.rampDown was '5s' but must not be set together with stages"),
                row(
                        staged(r -> r.set(LoadAttribute.ITERATIONS, 5L)),
                        "@LoadTest.iterations was '5' but must not be set together with stages"),
                row(
                        staged(r -> r.set(LoadAttribute.MAX_USERS, 5)),
                        "@LoadTest.maxUsers was '5' but must not be set together with stages of users"),
                row(
                        staged(r -> {
                            r.set(LoadAttribute.STAGES, List.of(ramp("1m", "5/s")));
                            r.set(LoadAttribute.PACING, "5s");
                        }),
                        "@LoadTest.pacing was '5s' but must not be set together with stages of rates"),
                row(of(ramp("x", 5)), "@LoadTest.stages[0].duration was 'x' but " + DURATION),
                row(of(ramp("", 5)), "@LoadTest.stages[0].duration was '' but must be set"),
                row(of(ramp("1s", -1)), "@LoadTest.stages[0].users was '-1' but must be from 0 to 200000"),
                row(of(ramp("1s", 200_001)), "@LoadTest.stages[0].users was '200001' but must be from 0 to 200000"),
                row(
                        of(ramp("1s", "5")),
                        "@LoadTest.stages[0].rate was '5' but must be a rate such as 200/s, 10000/min or 5/h"),
                row(of(ramp("1s", "${none:}")), "@LoadTest.stages[0].rate was '' but must be set"),
                row(of(ramp("1s", 5), hold("0s")), "@LoadTest.stages[1].duration was '0s' but must be above 0s"),
                row(
                        of(hold("1s"), ramp("1s", 5)),
                        "@LoadTest.stages[0] holds but must set users or a rate: no stage is before it"),
                row(
                        of(ramp("1s", 5), ramp("1s", "5/s")),
                        "@LoadTest.stages[1] sets rate but must set users like the stages before it"),
                row(
                        of(ramp("1s", "5/s"), hold("1s"), ramp("1s", 5)),
                        "@LoadTest.stages[2] sets users but must set rate like the stages before it"),
                row(
                        of(new LoadStage("1s", 5, "5/s")),
                        "@LoadTest.stages[0] sets users and rate but must set one of them"),
                row(of(ramp("1s", 0)), "@LoadTest.stages never have a load but must be above zero for some time"),
                row(of(ramp("0s", 10)), "@LoadTest.stages never have a load but must be above zero for some time"),
                row(
                        of(ramp("300d", 1), hold("300d")),
                        "@LoadTest takes more than a year in all but must take at most 365d"));
    }

    @ParameterizedTest
    @MethodSource({"numbersAndTexts", "combinations", "stages"})
    void read_oneMistake_wholeMessage(Consumer<RawLoad> setup, String expected) {
        assertThat(message(Map.of(), scenario("m", "@LoadTest", setup)))
                .isEqualTo("1 configuration error in T.m:\n  - " + expected);
    }

    @Test
    void read_severalScenariosAndMistakes_allAtOnceWithTheirPlaces() {
        assertThat(message(
                        Map.of("perf.scale", "x"),
                        scenario("a", "load.scenario(a)", closed(r -> {
                            r.set(LoadAttribute.RAMP_UP, "x");
                            r.set(LoadAttribute.MAX_USERS, 3);
                        })),
                        scenario("a", "load.scenario(b)", open(r -> r.set(LoadAttribute.DURATION, "")))))
                .isEqualTo("""
                        5 configuration errors in T.m:
                          - perf.scale was 'x' but must be a number above 0 such as 0.2
                          - name of scenario was 'a' twice but must be unique within the load
                          - load.scenario(a).rampUp was 'x' but must be a duration such as 250ms, 2s, 10m or 1h30m
                          - load.scenario(a).maxUsers was '3' but must not be set together with users
                          - load.scenario(b) sets arrivalRate but must also set duration""");
    }

    @Test
    void read_smoke_mistakesAreFoundAllTheSame() {
        assertThat(message(
                        Map.of("perf.mode", "smoke"),
                        scenario("m", "@LoadTest", closed(r -> r.set(LoadAttribute.RAMP_UP, "x")))))
                .isEqualTo("1 configuration error in T.m:\n  - @LoadTest.rampUp was 'x' but " + DURATION);
    }

    @Test
    void read_sameMistakeTwice_reportedOnceAndNeitherScenarioIsUsed() {
        assertThat(message(
                        Map.of("perf.users", "5"),
                        scenario("a", "load", of(ramp("1s", 0))),
                        scenario("b", "load", of(ramp("1s", 0)))))
                .isEqualTo("1 configuration error in T.m:\n"
                        + "  - load.stages never have a load but must be above zero for some time");
    }

    @Test
    void read_noScenario_rejected() {
        assertThat(message(Map.of()))
                .isEqualTo(
                        "1 configuration error in T.m:\n" + "  - the load has no scenario but must have at least one");
    }

    @Test
    void read_blankScenarioName_rejected() {
        assertThat(message(Map.of(), scenario(" ", "load", closed(r -> {}))))
                .isEqualTo("1 configuration error in T.m:\n"
                        + "  - name of scenario was ' ' but must have 1 to 100 characters");
    }

    @Test
    void read_scaledBeyondTheLimits_rejected() {
        assertThat(message(
                        Map.of("perf.scale", "50000"),
                        scenario("a", "load", closed(r -> {})),
                        scenario("b", "load", open(r -> r.set(LoadAttribute.ARRIVAL_RATE, "100/s")))))
                .isEqualTo("""
                        2 configuration errors in T.m:
                          - perf.scale was '50000' but must leave 'a' at or below 200000 users
                          - perf.scale was '50000' but must leave 'b' at or below 1000000/s""");
    }

    private String message(Map<String, String> properties, ScenarioLoad... scenarios) {
        Settings settings = TestSettings.properties(properties);
        PerfKeys keys = PerfKeys.read(settings, problems);
        assertThat(new PlanReader(settings, keys, problems).read("T.m", Arrays.asList(scenarios)))
                .isEmpty();
        return TestSettings.messageOf(problems);
    }

    private static ScenarioLoad scenario(String name, String place, Consumer<RawLoad> setup) {
        RawLoad raw = new RawLoad(place);
        setup.accept(raw);
        return new ScenarioLoad(name, raw);
    }

    private static Consumer<RawLoad> closed(Consumer<RawLoad> more) {
        return with(
                r -> {
                    r.set(LoadAttribute.USERS, 5);
                    r.set(LoadAttribute.DURATION, "1m");
                },
                more);
    }

    private static Consumer<RawLoad> open(Consumer<RawLoad> more) {
        return with(
                r -> {
                    r.set(LoadAttribute.ARRIVAL_RATE, "10/s");
                    r.set(LoadAttribute.DURATION, "1m");
                },
                more);
    }

    private static Consumer<RawLoad> staged(Consumer<RawLoad> more) {
        return with(of(ramp("1m", 5)), more);
    }

    private static Consumer<RawLoad> of(LoadStage... stages) {
        return r -> r.set(LoadAttribute.STAGES, List.of(stages));
    }

    private static Consumer<RawLoad> with(Consumer<RawLoad> first, Consumer<RawLoad> then) {
        return first.andThen(then);
    }

    private static Arguments row(Consumer<RawLoad> setup, String expected) {
        return Arguments.of(setup, expected);
    }
}
