// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.PinnedThreads;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PinnedTallyTests {

    private static final StackTraceElement SLEEP =
            new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 540);
    private static final StackTraceElement OURS =
            new StackTraceElement("io.github.perfjunit.internal.http.Wire", "read", "Wire.java", 7);
    private static final StackTraceElement DAO = new StackTraceElement("com.acme.Dao", "find", "Dao.java", 42);

    private final PinnedTally tally = new PinnedTally();

    @Test
    void nothing_wasWatchedAndSeenNowhere() {
        assertThat(tally.result()).isEqualTo(new PinnedThreads(true, 0, 0, 0, List.of()));
    }

    @Test
    void waits_ofOnePlace_areAddedUp() {
        tally.add(List.of(SLEEP, OURS, DAO), "", Duration.ofNanos(10_600_000));
        tally.add(List.of(SLEEP, DAO), "", Duration.ofNanos(30_600_000));

        assertThat(tally.result())
                .isEqualTo(new PinnedThreads(
                        true, 2, 41, 30, List.of(new PinnedThreads.Place("com.acme.Dao.find(Dao.java:42)", "", 2))));
    }

    @Test
    void wait_withoutFrameOfTheUsers_hasTheInnermostOne() {
        tally.add(List.of(OURS, SLEEP), "Native frame on stack", Duration.ofMillis(11));
        tally.add(List.of(), "", Duration.ofMillis(11));

        assertThat(tally.result().places())
                .containsExactly(
                        new PinnedThreads.Place(
                                "io.github.perfjunit.internal.http.Wire.read(Wire.java:7)", "Native frame on stack", 1),
                        new PinnedThreads.Place("unknown place", "", 1));
    }

    @Test
    void places_beyondTheFirstOnes_areOnlyCounted() {
        IntStream.range(0, 20)
                .forEach(line ->
                        tally.add(List.of(new StackTraceElement("A", "b", "A.java", line)), "", Duration.ofMillis(20)));

        assertThat(tally.result().count()).isEqualTo(20);
        assertThat(tally.result().places())
                .extracting(PinnedThreads.Place::frame)
                .containsExactly("A.b(A.java:0)", "A.b(A.java:1)", "A.b(A.java:2)", "A.b(A.java:3)", "A.b(A.java:4)");
    }

    @Test
    void endlessNames_areCutOff() {
        tally.add(
                List.of(new StackTraceElement("A".repeat(9_000), "b", "A.java", 1)), "x".repeat(9_000), Duration.ZERO);

        PinnedThreads.Place place = tally.result().places().get(0);
        assertThat(place.frame()).hasSize(300);
        assertThat(place.reason()).hasSize(300);
    }
}
