// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.FaultType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultPlanReaderTests {

    private static final FaultSurroundings ALL =
            new FaultSurroundings(Optional.of(Duration.ofSeconds(60)), Optional.empty(), true, true);

    private final List<String> problems = new ArrayList<>();

    private FaultPlan read(FaultSurroundings surroundings, FaultSettings... settings) {
        return new FaultPlanReader(surroundings, problems::add).read(List.of(settings));
    }

    private static FaultSettings fault(FaultType type, String at, String duration) {
        return new FaultSettings(type, at, duration, "", "", 0);
    }

    @Test
    void read_rightFaults_arePlannedInOrderOfTime() {
        FaultPlan plan = read(
                ALL,
                fault(FaultType.TERMINATE, "50s", ""),
                fault(FaultType.CRASH, "40s", "500ms"),
                fault(FaultType.RESET, "30s", ""),
                new FaultSettings(FaultType.LATENCY, "6s", "3s", "20ms", "5ms", 0),
                new FaultSettings(FaultType.BANDWIDTH, "20s", "3s", "", "", 100_000));
        assertThat(problems).isEmpty();
        assertThat(plan.faults())
                .containsExactly(
                        new PlannedFault(
                                FaultType.LATENCY,
                                Duration.ofSeconds(6),
                                Duration.ofSeconds(3),
                                Duration.ofMillis(20),
                                Duration.ofMillis(5),
                                0),
                        new PlannedFault(
                                FaultType.BANDWIDTH,
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(3),
                                Duration.ZERO,
                                Duration.ZERO,
                                100_000),
                        PlannedFault.of(FaultType.RESET, Duration.ofSeconds(30), Duration.ZERO),
                        PlannedFault.of(FaultType.CRASH, Duration.ofSeconds(40), Duration.ofMillis(500)),
                        PlannedFault.of(FaultType.TERMINATE, Duration.ofSeconds(50), Duration.ZERO));
        assertThat(plan.faults())
                .extracting(PlannedFault::toString)
                .containsExactly(
                        "latency of 20 ms +/- 5 ms at 6 s for 3 s",
                        "bandwidth of 100,000 bytes/s at 20 s for 3 s",
                        "reset at 30 s",
                        "crash at 40 s for 500 ms",
                        "terminated sessions at 50 s");
        assertThat(plan.needsProxy()).isTrue();
        assertThat(plan.isEmpty()).isFalse();
    }

    @Test
    void plan_withoutFaultsOfTheNetwork_needsNoProxy() {
        assertThat(read(ALL, fault(FaultType.RESTART, "10s", "1s")).needsProxy())
                .isFalse();
        assertThat(FaultPlan.NONE.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RESET|''|''|''|''|0|.at was '' but must be a duration such as 500ms, 3s or 1m30s",
                "RESET|soon|''|''|''|0|.at was 'soon' but must be a duration such as 500ms, 3s or 1m30s",
                "RESET|-1s|''|''|''|0|.at was '-1s' but must be a duration such as 500ms, 3s or 1m30s",
                "BLACK_HOLE|10s|''|''|''|0|.duration was '' but must be a duration such as 500ms, 3s or 1m30s",
                "BLACK_HOLE|10s|0s|''|''|0|.duration was '0s' but must be above 0s",
                "REFUSE|10s|1m1h|''|''|0|.duration was '1m1h' but must be a duration such as 500ms, 3s or 1m30s",
                "TERMINATE|10s|3s|''|''|0|.duration was '3s' but must not be set: TERMINATE happens at one moment",
                "LATENCY|10s|3s|''|''|0|.delay was '' but must be a duration such as 500ms, 3s or 1m30s",
                "LATENCY|10s|3s|0ms|''|0|.delay was '0ms' but must be above 0s",
                "LATENCY|10s|3s|61s|''|0|.delay was '61s' but must be at most 1m",
                "LATENCY|10s|3s|5ms|6ms|0|.jitter was '6ms' but must be at most the delay, '5ms'",
                "RESET|10s|''|5ms|''|0|.delay was '5ms' but must not be set: it is for LATENCY alone",
                "RESET|10s|''|''|5ms|0|.jitter was '5ms' but must not be set: it is for LATENCY alone",
                "RESET|10s|''|''|''|7|.bytesPerSecond was '7' but must not be set: it is for BANDWIDTH alone",
                "BANDWIDTH|10s|3s|''|''|0|.bytesPerSecond was '0' but must be from 1 to 10000000000",
                "BANDWIDTH|10s|3s|''|''|-5|.bytesPerSecond was '-5' but must be from 1 to 10000000000"
            })
    void read_wrongValue_isOneSentence(
            FaultType type, String at, String duration, String delay, String jitter, long bytes, String problem) {
        FaultPlan plan = read(ALL, new FaultSettings(type, at, duration, delay, jitter, bytes));
        assertThat(problems).containsExactly("@DatabaseFault" + problem);
        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void read_hugeText_isCut() {
        read(ALL, fault(FaultType.RESET, "x".repeat(10_000), ""));
        assertThat(problems)
                .containsExactly("@DatabaseFault.at was '" + "x".repeat(40)
                        + "...' but must be a duration such as 500ms, 3s or 1m30s");
    }

    @Test
    void read_faultsOfTheNetworkWithoutProxy_tellsWhy() {
        FaultSurroundings none = new FaultSurroundings(
                Optional.empty(), Optional.of("this H2 runs in the JVM itself, without a network"), true, false);
        read(none, fault(FaultType.RESET, "10s", ""), fault(FaultType.TERMINATE, "20s", ""));
        assertThat(problems)
                .containsExactly(
                        "@DatabaseFault[1] (RESET) breaks the network but connections cannot go through the library's"
                                + " proxy, because this H2 runs in the JVM itself, without a network",
                        "@DatabaseFault[2] (TERMINATE) ends sessions of a PostgreSQL but the database is none; use RESET");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESTART", "CRASH"})
    void read_faultsOfAServerThatIsNotOurs_areRefused(FaultType type) {
        read(new FaultSurroundings(Optional.empty(), Optional.empty(), false, true), fault(type, "10s", "1s"));
        assertThat(problems)
                .containsExactly("@DatabaseFault (" + type
                        + ") stops the server but it was not started by the library; use @EmbeddedPostgres, or REFUSE");
    }

    @Test
    void read_promotionWithoutAReplicaOrAProxy_isRefused() {
        read(ALL, fault(FaultType.PROMOTION, "10s", "1s"));
        read(
                new FaultSurroundings(Optional.empty(), Optional.of("it has several hosts"), true, true, true),
                fault(FaultType.PROMOTION, "10s", ""));

        assertThat(problems)
                .containsExactly(
                        "@DatabaseFault (PROMOTION) promotes a replica but there is not exactly one that the library"
                                + " started; use @EmbeddedPostgres(replicas = 1)",
                        "@DatabaseFault (PROMOTION) leads the load to another server but connections cannot go through the"
                                + " library's proxy, because it has several hosts");
    }

    @Test
    void read_promotionBeforeAnotherFault_isRefused() {
        FaultPlan plan = read(
                new FaultSurroundings(Optional.empty(), Optional.empty(), true, true, true),
                fault(FaultType.PROMOTION, "10s", "1s"),
                fault(FaultType.RESET, "20s", ""));

        assertThat(plan.promotes()).isTrue();
        assertThat(plan.needsProxy()).isTrue();
        assertThat(problems)
                .containsExactly(
                        "'promotion at 10 s for 1 s' comes before 'reset at 20 s' but must be the last fault: there"
                                + " is no replica after it");
    }

    @Test
    void read_faultsTooCloseOrOverlapping_areNamed() {
        read(
                ALL,
                fault(FaultType.RESET, "4s", ""),
                fault(FaultType.BLACK_HOLE, "20s", "5s"),
                fault(FaultType.REFUSE, "24s", "500ms"),
                fault(FaultType.TERMINATE, "29s", ""));
        assertThat(problems)
                .containsExactly(
                        "'reset at 4 s' leaves 4 s after the start of the measured time but must leave 6 s or more,"
                                + " to see what is usual",
                        "'refused connections at 24 s for 500 ms' overlaps 'black hole at 20 s for 5 s' but faults must"
                                + " come one after another",
                        "'terminated sessions at 29 s' leaves 4 s after 'black hole at 20 s for 5 s' but must leave 6 s"
                                + " or more, to see what is usual");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "58s|'black hole at 58 s for 3 s' ends after the measured time of 60 s but must end within it",
                "53s|'black hole at 53 s for 3 s' leaves 4 s of the measured time of 60 s but must leave 6 s or more,"
                        + " to see the recovery"
            })
    void read_faultTooLate_isNamed(String at, String problem) {
        read(ALL, fault(FaultType.BLACK_HOLE, at, "3s"));
        assertThat(problems).containsExactly(problem);
    }

    @Test
    void read_loadOfIterations_mayEndAtAnyTime() {
        read(
                new FaultSurroundings(Optional.empty(), Optional.empty(), true, true),
                fault(FaultType.BLACK_HOLE, "1h1m1s1ms", "3s"));
        assertThat(problems).isEmpty();
    }
}
