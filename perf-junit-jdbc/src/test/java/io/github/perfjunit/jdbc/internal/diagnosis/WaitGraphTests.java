// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.jdbc.report.Blocking;
import io.github.perfjunit.jdbc.report.SessionSamples;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitGraphTests {

    private static Backend running(long id) {
        return new Backend(id, "active", "", "", 5, "head", List.of());
    }

    private static Backend waiting(long id, long... blockers) {
        return new Backend(
                id,
                "active",
                "Lock",
                "tuple",
                id,
                "s" + id,
                Arrays.stream(blockers).boxed().toList());
    }

    @Test
    void chainOfWaiters_isOneQueueOfTheSessionAtItsHead() {
        WaitGraph graph = new WaitGraph(List.of(running(1), waiting(2, 1), waiting(3, 2), waiting(4, 2, 3)));

        assertThat(graph.queues()).containsOnlyKeys(1L);
        assertThat(graph.queues().get(1L)).extracting(Backend::id).containsExactly(2L, 3L, 4L);
        assertThat(graph.circles()).isEmpty();
    }

    @Test
    void sessionsThatWaitForEachOther_areOneCircle() {
        WaitGraph graph = new WaitGraph(List.of(waiting(2, 3), waiting(3, 2), waiting(4, 3)));

        assertThat(graph.circles()).containsExactly(Set.of(2L, 3L));
        assertThat(graph.statements(Set.of(3L, 2L))).containsExactly("s2", "s3");
        assertThat(graph.queues()).isEmpty();
    }

    @Test
    void blockerThatIsNoSession_isUnknown() {
        WaitGraph graph = new WaitGraph(List.of(waiting(2, 0)));

        assertThat(graph.queues()).containsOnlyKeys(0L);
        assertThat(graph.backend(0).state()).isEqualTo("unknown");
    }

    @Test
    void looks_areAddedUp() {
        SessionLog log = new SessionLog();
        log.add(List.of(running(1), waiting(2, 1), waiting(3, 1), waiting(4, 1)), 2);
        log.add(List.of(running(1), waiting(2, 1)), 4);
        log.add(List.of(), 0);

        SessionSamples result = log.result();

        assertThat(result.samples()).isEqualTo(3);
        assertThat(result.costMillis()).isEqualTo(2);
        assertThat(result.activeMean()).isEqualTo(2);
        assertThat(result.activeMost()).isEqualTo(4);
        assertThat(result.waits().get(0).share()).isEqualTo(4.0 / 6);
        assertThat(result.waits().get(1).type()).isEqualTo("CPU");
        assertThat(result.blockings().get(0)).isEqualTo(new Blocking("s2", "head", "active", 2, 1, 3, 2));
    }

    @Test
    void sessionsOfOthers_thatWaitForEachOther_areNotCounted() {
        SessionLog log = new SessionLog();
        log.add(List.of(running(1), running(5), waiting(2, 1), waiting(3, 4), waiting(4, 3)), 1, Set.of(5L));

        assertThat(log.result().attributed()).isTrue();
        assertThat(log.result().blockings()).isEmpty();
        assertThat(log.result().cycles()).isEmpty();
        assertThat(log.result().activeMost()).as("they use the processors too").isEqualTo(5);
        assertThat(log.ofOthers()).isEqualTo(1);
    }

    @Test
    void sessionsOfTheLoad_thatWaitForThoseOfOthers_areCounted() {
        SessionLog log = new SessionLog();
        log.add(List.of(running(1), waiting(2, 1), waiting(3, 4), waiting(4, 3)), 1, Set.of(2L, 4L));
        log.add(List.of(running(1), waiting(7, 1)), 1, Set.of(1L));

        assertThat(log.result().blockings())
                .extracting(Blocking::waiting, Blocking::seen)
                .containsExactly(tuple("s2", 1), tuple("s7", 1));
        assertThat(log.result().cycles()).hasSize(1);
        assertThat(log.ofOthers()).isZero();
    }

    @Test
    void sessions_ofWhichNoneIsKnownToBeTheLoads_areThoseOfEverybody() {
        SessionLog log = new SessionLog();
        log.add(List.of(running(1), waiting(2, 1)), 1, Set.of(99L));

        assertThat(log.result().attributed())
                .as("a pooler has numbers of its own")
                .isFalse();
        assertThat(log.result().blockings()).hasSize(1);
    }
}
