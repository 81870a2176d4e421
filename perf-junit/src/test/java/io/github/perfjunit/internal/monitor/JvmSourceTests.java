// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.work.WorkReading;
import io.github.perfjunit.internal.work.WorkReading.Progress;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.monitor.JvmWork;
import io.github.perfjunit.monitor.RemoteJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JvmSourceTests {

    private final Deque<Optional<JvmWork>> answers = new ArrayDeque<>();
    private final JvmSource source = new JvmSource(new RemoteJvm() {
        @Override
        public String name() {
            return "shop";
        }

        @Override
        public JvmWork work(Runnable counted) throws IOException {
            return answers.removeFirst()
                    .orElseThrow(() -> new IOException(new IllegalStateException("the line is cut")));
        }

        @Override
        public void sample(Gauges gauges) {}

        @Override
        public void collect() {}

        @Override
        public Map<String, Long> classHistogram() {
            return Map.of();
        }
    });

    private JvmSourceTests answer(String process, double allocated) {
        answers.add(Optional.of(new JvmWork(process, allocated, Double.isNaN(allocated) ? "a reason" : "", 3)));
        return this;
    }

    private WorkReading read() {
        return new WorkReading(
                0, new Progress(9, 9, 9), 0, source.counts(() -> {}).orElseThrow());
    }

    @Test
    void counts_memoryAndCollections() {
        answer("1@a", 5_000);

        assertThat(source.counts(() -> {})).contains(Map.of(Work.ALLOCATED, 5_000.0, Work.COLLECTIONS, 3.0));
        assertThat(source.jvm()).isEqualTo("shop");
        assertThat(source.kinds()).containsExactly(Work.ALLOCATED, Work.COLLECTIONS);
    }

    @Test
    void counts_cutLine_isToldUntilItAnswersAgain() {
        answers.add(Optional.empty());
        answer("1@a", 5_000);

        assertThat(source.counts(() -> {})).isEmpty();
        assertThat(source.failure()).isEqualTo("shop could not be read: IllegalStateException: the line is cut");
        assertThat(source.counts(() -> {})).isPresent();
        assertThat(source.failure()).isEmpty();
    }

    /** Otherwise the figure would be that of the second JVM less that of the first. */
    @Test
    void counts_restartedJvm_areOfNoUseAnyMore() {
        answer("1@a", 5_000).answer("2@a", 9_000).answer("1@a", 9_000);

        assertThat(source.counts(() -> {})).isPresent();
        assertThat(source.counts(() -> {})).isEmpty();
        assertThat(source.counts(() -> {})).isEmpty();
        assertThat(source.failure())
                .isEqualTo("shop was another JVM at the end than at the beginning: it was restarted");
    }

    @Test
    void counts_jvmOfTheTest_areOfNoUse() {
        var here = ManagementFactory.getRuntimeMXBean();
        answer(here.getName() + " " + here.getStartTime(), 5_000);

        assertThat(source.counts(() -> {})).isEmpty();
        assertThat(source.failure()).isEqualTo("shop is the JVM of the test, whose users allocate as well");
    }

    @Test
    void obstacle_jvmThatDoesNotTell_isTheReason_ofMemoryAlone() {
        answer("1@a", Double.NaN).answer("1@a", Double.NaN);

        assertThat(source.obstacle(Work.ALLOCATED, 10, read(), read())).isEqualTo("a reason");
        assertThat(source.obstacle(Work.COLLECTIONS, 10, read0(), read0())).isEmpty();
    }

    private static WorkReading read0() {
        return new WorkReading(0, new Progress(0, 0, 0), 0, Map.of());
    }

    @Test
    void obstacle_jvmThatAllocatedNextToNothing_isAnotherThanTheTarget() {
        answer("1@a", 5_000).answer("1@a", 5_400).answer("1@a", 16_000);
        WorkReading from = read();

        assertThat(source.obstacle(Work.ALLOCATED, 10, from, read()))
                .isEqualTo("threads of shop allocated only 40 B an iteration; it is not the JVM that answers the load");
        assertThat(source.obstacle(Work.ALLOCATED, 10, from, read())).isEmpty();
    }
}
