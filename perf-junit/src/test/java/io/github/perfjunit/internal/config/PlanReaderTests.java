// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static io.github.perfjunit.load.LoadStage.hold;
import static io.github.perfjunit.load.LoadStage.ramp;
import static io.github.perfjunit.metrics.Phase.MEASURE;
import static io.github.perfjunit.metrics.Phase.RAMP_DOWN;
import static io.github.perfjunit.metrics.Phase.RAMP_UP;
import static io.github.perfjunit.metrics.Phase.WARM_UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.protocol.ProtocolSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What right settings become: models, phases, defaults, and what keys change. */
class PlanReaderTests {

    private static void closed(RawLoad raw) {
        raw.set(LoadAttribute.USERS, 500);
        raw.set(LoadAttribute.RAMP_UP, "2m");
        raw.set(LoadAttribute.DURATION, "10m");
    }

    private static void open(RawLoad raw) {
        raw.set(LoadAttribute.ARRIVAL_RATE, "200/s");
        raw.set(LoadAttribute.DURATION, "10m");
    }

    @Test
    void read_closed_segmentsAndDefaults() {
        assertThat(read(PlanReaderTests::closed))
                .isEqualTo(new ScenarioPlan(
                        "browse",
                        new LoadModel.Closed(
                                List.of(segment("2m", 0, 500, RAMP_UP), segment("10m", 500, 500, MEASURE)),
                                null,
                                null,
                                null),
                        "500 users, ramp-up 2m, 10m",
                        Duration.ZERO,
                        ThinkTime.NONE,
                        false,
                        Duration.ofSeconds(30),
                        ""));
    }

    @Test
    void read_closedWithEverything_allValues() {
        assertThat(read(raw -> {
                    closed(raw);
                    raw.set(LoadAttribute.WARM_UP, "30s");
                    raw.set(LoadAttribute.RAMP_DOWN, "10s");
                    raw.set(LoadAttribute.ITERATIONS, 1000L);
                    raw.set(LoadAttribute.PACING, "5s");
                    raw.set(LoadAttribute.THINK_TIME, "1s..3s");
                    raw.set(LoadAttribute.GRACEFUL_STOP, "0s");
                    raw.set(LoadAttribute.START_AFTER, "31m");
                    raw.set(LoadAttribute.BASE_URL, "${url:http://localhost:8080}");
                }))
                .isEqualTo(new ScenarioPlan(
                        "browse",
                        new LoadModel.Closed(
                                List.of(
                                        segment("2m", 0, 500, RAMP_UP),
                                        segment("30s", 500, 500, WARM_UP),
                                        segment("10m", 500, 500, MEASURE),
                                        segment("10s", 500, 0, RAMP_DOWN)),
                                Duration.ofSeconds(5),
                                1000L,
                                null),
                        "500 users, ramp-up 2m, warm-up 30s, 1000 iterations within 10m, ramp-down 10s, pacing 5s,"
                                + " think time 1s..3s, starts after 31m",
                        Duration.ofMinutes(31),
                        new ThinkTime(Duration.ofSeconds(1), Duration.ofSeconds(3)),
                        false,
                        Duration.ZERO,
                        "http://localhost:8080"));
    }

    record QueueSettings(String broker) implements ProtocolSettings {}

    @Test
    void read_settingsOfProtocols_areKeptAndTheLastOfEachTypeCounts() {
        RawLoad load = new RawLoad("load");
        load.protocol(new QueueSettings("first"));
        load.protocol(new QueueSettings("second"));
        ScenarioPlan plan = read(raw -> {
            closed(raw);
            raw.inherit(load);
            raw.protocol(HttpOptions.builder().trustAll(true).build());
        });
        assertThat(plan.protocols()).hasSize(2);
        assertThat(plan.settings(QueueSettings.class)).contains(new QueueSettings("second"));
        assertThat(plan.settings(HttpOptions.class)).map(HttpOptions::trustAll).contains(true);
    }

    @Test
    void read_iterationsAlone_cappedAtTenMinutes() {
        ScenarioPlan plan = read(raw -> {
            raw.set(LoadAttribute.USERS, 1);
            raw.set(LoadAttribute.ITERATIONS, 1L);
        });
        assertThat(plan.model())
                .isEqualTo(new LoadModel.Closed(List.of(segment("10m", 1, 1, MEASURE)), null, 1L, null));
        assertThat(plan.description()).isEqualTo("1 user, 1 iteration within 10m");
    }

    @Test
    void read_warmUpAuto_noSegment() {
        ScenarioPlan plan = read(raw -> {
            closed(raw);
            raw.set(LoadAttribute.WARM_UP, "auto");
        });
        assertThat(plan.autoWarmUp()).isTrue();
        assertThat(plan.model().segments()).extracting(Segment::phase).containsExactly(RAMP_UP, MEASURE);
        assertThat(plan.description()).isEqualTo("500 users, ramp-up 2m, 10m, warm-up auto");
    }

    @Test
    void read_open_segmentsAndDefaults() {
        ScenarioPlan plan = read(PlanReaderTests::open);
        assertThat(plan.model())
                .isEqualTo(new LoadModel.Open(
                        List.of(segment("10m", 200, 200, MEASURE)), 2000, Overflow.QUEUE, Arrivals.EVEN));
        assertThat(plan.description()).isEqualTo("200/s, 10m, up to 2000 users");
    }

    @Test
    void read_openWithEverything_allValues() {
        ScenarioPlan plan = read(raw -> {
            open(raw);
            raw.set(LoadAttribute.RAMP_UP, "1m");
            raw.set(LoadAttribute.RAMP_DOWN, "0s");
            raw.set(LoadAttribute.MAX_USERS, 50);
            raw.set(LoadAttribute.OVERFLOW, Overflow.DROP);
            raw.set(LoadAttribute.ARRIVALS, Arrivals.POISSON);
            raw.set(LoadAttribute.THINK_TIME, "2s");
        });
        assertThat(plan.model())
                .isEqualTo(new LoadModel.Open(
                        List.of(segment("1m", 0, 200, RAMP_UP), segment("10m", 200, 200, MEASURE)),
                        50,
                        Overflow.DROP,
                        Arrivals.POISSON));
        assertThat(plan.description())
                .isEqualTo("200/s, ramp-up 1m, 10m, Poisson arrivals, up to 50 users, overflow dropped, think time 2s");
    }

    @ParameterizedTest
    @CsvSource({"1/s, 100", "10/s, 100", "10.01/s, 101", "200/s, 2000", "1000/s, 10000", "5000/s, 10000"})
    void read_maxUsersNotSet_tenSecondsOfArrivalsWithinBounds(String rate, int expected) {
        ScenarioPlan plan = read(raw -> {
            open(raw);
            raw.set(LoadAttribute.ARRIVAL_RATE, rate);
        });
        assertThat(((LoadModel.Open) plan.model()).maxUsers()).isEqualTo(expected);
    }

    @Test
    void read_stagesWithAHold_rampsAroundItAreNotMeasured() {
        ScenarioPlan plan = read(
                stages(ramp("30s", 50), ramp("30s", 100), hold("10m"), ramp("1m", 200), hold("1m"), ramp("0s", 0)));
        assertThat(plan.model().segments())
                .containsExactly(
                        segment("30s", 0, 50, RAMP_UP),
                        segment("30s", 50, 100, RAMP_UP),
                        segment("10m", 100, 100, MEASURE),
                        segment("1m", 100, 200, MEASURE),
                        segment("1m", 200, 200, MEASURE),
                        segment("0s", 200, 0, RAMP_DOWN));
        assertThat(plan.description())
                .isEqualTo("stages: 50 users in 30s, 100 users in 30s, hold 10m, 200 users in 1m, hold 1m,"
                        + " 0 users at once");
    }

    @Test
    void read_stageToTheSameLevel_holds() {
        assertThat(read(stages(ramp("1m", 10), ramp("5m", 10))).model().segments())
                .extracting(Segment::phase)
                .containsExactly(RAMP_UP, MEASURE);
    }

    @Test
    void read_stagesWithoutHold_allMeasured() {
        assertThat(read(stages(ramp("1m", 10), ramp("1m", 20), ramp("1m", 0)))
                        .model()
                        .segments())
                .extracting(Segment::phase)
                .containsExactly(MEASURE, MEASURE, MEASURE);
    }

    @Test
    void read_stagesThatHoldZeroOnly_allMeasured() {
        assertThat(read(stages(ramp("1m", 10), ramp("1m", 0), hold("1m")))
                        .model()
                        .segments())
                .extracting(Segment::phase)
                .containsExactly(MEASURE, MEASURE, MEASURE);
    }

    @Test
    void read_stagesOfRates_openModel() {
        ScenarioPlan plan = read(raw -> {
            stages(ramp("0s", "50/s"), hold("10m"), ramp("1m", "600/min"), ramp("1m", "0/s"))
                    .accept(raw);
            raw.set(LoadAttribute.WARM_UP, "auto");
        });
        assertThat(plan.model())
                .isEqualTo(new LoadModel.Open(
                        List.of(
                                segment("0s", 0, 50, RAMP_UP),
                                segment("10m", 50, 50, MEASURE),
                                segment("1m", 50, 10, RAMP_DOWN),
                                segment("1m", 10, 0, RAMP_DOWN)),
                        500,
                        Overflow.QUEUE,
                        Arrivals.EVEN));
        assertThat(plan.autoWarmUp()).isTrue();
        assertThat(plan.description())
                .isEqualTo("stages: 50/s at once, hold 10m, 10/s in 1m, 0/s in 1m, warm-up auto, up to 500 users");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "perf.users=20                      | 20 users, ramp-up 2m, 10m",
                "perf.duration=1m                   | 500 users, ramp-up 2m, 1m",
                "perf.rampUp=0s                     | 500 users, 10m",
                "perf.rampUp=5s                     | 500 users, ramp-up 5s, 10m",
                "perf.scale=0.2                     | 100 users, ramp-up 2m, 10m, scaled 0.2",
                "perf.scale=0.001                   | 1 user, ramp-up 2m, 10m, scaled 0.001",
                "perf.scale=2                       | 1000 users, ramp-up 2m, 10m, scaled 2",
                "perf.maxUsers=50                   | 50 users, ramp-up 2m, 10m",
                "perf.maxUsers=5000                 | 500 users, ramp-up 2m, 10m",
                "perf.users=100 perf.scale=0.5      | 50 users, ramp-up 2m, 10m, scaled 0.5",
                "perf.scale=0.5 perf.maxUsers=20    | 20 users, ramp-up 2m, 10m, scaled 0.5",
                "perf.maxDuration=12m               | 500 users, ramp-up 2m, 10m",
                "perf.maxDuration=5m                | 500 users, ramp-up 2m, 3m",
                "perf.maxDuration=4m                | 500 users, ramp-up 2m, 2m",
                "perf.maxDuration=3m                | 500 users, ramp-up 30s, 2m30s",
                "perf.mode=smoke                    | smoke: 1 user, 1 iteration"
            })
    void read_keysOnClosed_effectiveLoad(String keys, String expected) {
        assertThat(read(PlanReaderTests::closed, keys).description()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "perf.maxDuration=15m  | 500 users, ramp-up 2m, 10m, warm-up auto                    | 12m",
                "perf.maxDuration=13m  | 500 users, ramp-up 2m, 8m, warm-up auto of at most 3m       | 13m",
                "perf.maxDuration=12m30s | 500 users, ramp-up 2m, 7m30s, warm-up auto of at most 3m  | 12m30s",
                "perf.maxDuration=10m  | 500 users, ramp-up 2m, 5m30s, warm-up auto of at most 2m30s | 10m",
                "perf.maxDuration=1m perf.rampUp=0s | 500 users, 45s, warm-up auto of at most 15s    | 1m",
            })
    void read_maxDuration_containsAnAutomaticWarmUp(String keys, String expected, String planned) {
        ScenarioPlan plan = read(
                raw -> {
                    closed(raw);
                    raw.set(LoadAttribute.WARM_UP, "auto");
                },
                keys);

        assertThat(plan.description()).isEqualTo(expected);
        assertThat(plan.model().duration()).isEqualTo(Durations.parse(planned));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "perf.users=20        | 200/s, 10m, up to 2000 users",
                "perf.scale=0.1       | 20/s, 10m, up to 200 users, scaled 0.1",
                "perf.scale=0.00001   | 0.002/s, 10m, up to 1 user, scaled 0.00001",
                "perf.scale=1000      | 200000/s, 10m, up to 200000 users, scaled 1000",
                "perf.maxUsers=50     | 200/s, 10m, up to 50 users",
                "perf.maxDuration=30s | 200/s, 30s, up to 2000 users",
                "perf.rampUp=30s      | 200/s, ramp-up 30s, 10m, up to 2000 users"
            })
    void read_keysOnOpen_effectiveLoad(String keys, String expected) {
        assertThat(read(PlanReaderTests::open, keys).description()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "perf.users=20        | stages: 10 users in 1m, hold 7m, 20 users at once, hold 1m, 0 users in 1m",
                "perf.scale=0.01      | stages: 1 user in 1m, hold 7m, 2 users at once, hold 1m, 0 users in 1m, scaled 0.01",
                "perf.scale=0.001     | stages: 1 user in 1m, hold 7m, hold 0s, hold 1m, 0 users in 1m, scaled 0.001",
                "perf.maxUsers=150    | stages: 100 users in 1m, hold 7m, 150 users at once, hold 1m, 0 users in 1m",
                "perf.duration=1m     | stages: 100 users in 6s, hold 42s, 200 users at once, hold 6s, 0 users in 6s",
                "perf.maxDuration=5m  | stages: 100 users in 30s, hold 3m30s, 200 users at once, hold 30s, 0 users in 30s",
                "perf.rampUp=5s       | stages: 100 users in 1m, hold 7m, 200 users at once, hold 1m, 0 users in 1m"
            })
    void read_keysOnStages_effectiveLoad(String keys, String expected) {
        assertThat(read(stages(ramp("1m", 100), hold("7m"), ramp("0s", 200), hold("1m"), ramp("1m", 0)), keys)
                        .description())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'', 1000", "perf.scale=0.1, 100", "perf.scale=0.001, 5", "perf.scale=3, 3000"})
    void read_scaledIterations_atLeastAsManyAsUsers(String keys, long expected) {
        ScenarioPlan plan = read(
                raw -> {
                    raw.set(LoadAttribute.STAGES, List.of());
                    raw.set(LoadAttribute.USERS, keys.contains("0.001") ? 5000 : 10);
                    raw.set(LoadAttribute.ITERATIONS, 1000L);
                },
                keys);
        assertThat(((LoadModel.Closed) plan.model()).iterations()).isEqualTo(expected);
    }

    @Test
    void read_fractionsAfterResizing_addUpExactly() {
        ScenarioPlan plan = read(stages(ramp("1s", 1), hold("1s"), ramp("1s", 0)), "perf.duration=1s");
        assertThat(plan.model().duration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(plan.description())
                .isEqualTo("stages: 1 user in 333ms333us333ns, hold 333ms333us334ns," + " 0 users in 333ms333us333ns");
    }

    @Test
    void read_smoke_oneUserOneIterationOfEveryScenarioAtOnce() {
        LoadPlan plan = plan(
                List.of(
                        scenario("closed", raw -> {
                            closed(raw);
                            raw.set(LoadAttribute.PACING, "5s");
                            raw.set(LoadAttribute.THINK_TIME, "2s");
                            raw.set(LoadAttribute.WARM_UP, "auto");
                            raw.set(LoadAttribute.START_AFTER, "10m");
                            raw.set(LoadAttribute.GRACEFUL_STOP, "5s");
                            raw.set(LoadAttribute.BASE_URL, "http://a");
                        }),
                        scenario("open", PlanReaderTests::open)),
                "perf.mode=smoke perf.users=9 perf.maxDuration=1s perf.scale=0.1");
        LoadModel once = new LoadModel.Closed(List.of(segment("10m", 1, 1, MEASURE)), null, 1L, null);
        assertThat(plan.scenarios())
                .containsExactly(
                        new ScenarioPlan(
                                "closed",
                                once,
                                "smoke: 1 user, 1 iteration",
                                Duration.ZERO,
                                ThinkTime.NONE,
                                false,
                                Duration.ofSeconds(5),
                                "http://a"),
                        new ScenarioPlan(
                                "open",
                                once,
                                "smoke: 1 user, 1 iteration",
                                Duration.ZERO,
                                ThinkTime.NONE,
                                false,
                                Duration.ofSeconds(30),
                                ""));
    }

    @Test
    void read_maxDurationWithALaterScenario_everythingInProportion() {
        LoadPlan plan = plan(
                List.of(scenario("first", stages(ramp("1m", 10), hold("9m"))), scenario("second", raw -> {
                    closed(raw);
                    raw.set(LoadAttribute.RAMP_UP, "");
                    raw.set(LoadAttribute.START_AFTER, "10m");
                })),
                "perf.maxDuration=2m");
        assertThat(plan.duration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(plan.scenarios())
                .extracting(ScenarioPlan::description)
                .containsExactly("stages: 10 users in 6s, hold 54s", "500 users, 1m, starts after 1m");
    }

    @Test
    void read_maxDurationWithParallelScenarios_onlyTheLongOneIsCut() {
        LoadPlan plan = plan(
                List.of(scenario("long", PlanReaderTests::open), scenario("short", raw -> {
                    raw.set(LoadAttribute.USERS, 1);
                    raw.set(LoadAttribute.DURATION, "1m");
                })),
                "perf.maxDuration=2m");
        assertThat(plan.scenarios())
                .extracting(ScenarioPlan::description)
                .containsExactly("200/s, 2m, up to 2000 users", "1 user, 1m");
    }

    @Test
    void read_plan_nameSeedAndShare() {
        LoadPlan plan = plan(List.of(scenario("browse", PlanReaderTests::closed)), "");
        assertThat(plan.name()).isEqualTo("T.m");
        assertThat(plan.seed()).isEqualTo(1);
        assertThat(plan.share()).isEqualTo(WorkerShare.WHOLE);
    }

    @Test
    void read_nameAndSeedSet_used() {
        List<ScenarioLoad> scenarios = List.of(scenario("browse", PlanReaderTests::closed), scenario("buy", raw -> {
            closed(raw);
            raw.set(LoadAttribute.NAME, " Black Friday ${year:2026}");
            raw.set(LoadAttribute.SEED, 7L);
        }));
        assertThat(plan(scenarios, "").name()).isEqualTo("Black Friday 2026");
        assertThat(plan(scenarios, "").seed()).isEqualTo(7);
        assertThat(plan(scenarios, "perf.seed=8").seed()).isEqualTo(8);
    }

    private static ScenarioPlan read(Consumer<RawLoad> setup) {
        return read(setup, "");
    }

    private static ScenarioPlan read(Consumer<RawLoad> setup, String keys) {
        return plan(List.of(scenario("browse", setup)), keys).scenarios().get(0);
    }

    private static LoadPlan plan(List<ScenarioLoad> scenarios, String keys) {
        Problems problems = new Problems("T.m");
        Map<String, String> properties = new TreeMap<>();
        for (String key : keys.split(" ", -1)) {
            if (!key.isEmpty()) {
                properties.put(key.substring(0, key.indexOf('=')), key.substring(key.indexOf('=') + 1));
            }
        }
        Settings settings = TestSettings.properties(properties);
        PerfKeys read = PerfKeys.read(settings, problems);
        List<LoadPlan> plans = new ArrayList<>();
        new PlanReader(settings, read, problems).read("T.m", scenarios).ifPresent(plans::add);
        assertThat(TestSettings.messageOf(problems)).isEmpty();
        return plans.get(0);
    }

    private static ScenarioLoad scenario(String name, Consumer<RawLoad> setup) {
        RawLoad raw = new RawLoad("@LoadTest");
        setup.accept(raw);
        return new ScenarioLoad(name, raw);
    }

    private static Consumer<RawLoad> stages(LoadStage... stages) {
        return raw -> raw.set(LoadAttribute.STAGES, List.of(stages));
    }

    private static Segment segment(String duration, double from, double to, Phase phase) {
        return new Segment(Durations.parse(duration), from, to, phase);
    }
}
