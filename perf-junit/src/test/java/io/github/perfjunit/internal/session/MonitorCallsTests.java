// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.monitor.Monitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorCallsTests {

    private final List<String> written = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private long millis;

    private MonitorCalls calls(Monitor monitor) {
        return new MonitorCalls(
                monitor,
                (interval, samples) -> samples.forEach(sample -> written.add(
                        interval.toMillis() + " " + sample.name() + " " + sample.unit() + " " + sample.value())),
                () -> millis * 1_000_000);
    }

    private boolean offer(Runnable call, int room) {
        return waiting.size() < room && waiting.add(call);
    }

    private void ask(MonitorCalls calls, int second) {
        calls.interval(interval(second, Phase.MEASURE, 0), this::offer);
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void sampleInTime_isGivenWithTheIntervalThatItBelongsTo() {
        MonitorCalls calls = calls(gauges -> gauges.gauge("pool", "%", 7));
        ask(calls, 0);
        millis += 1_000;
        ask(calls, 1);
        work();

        assertThat(written).containsExactly("1000 pool % 7.0", "2000 pool % 7.0");
        assertThat(calls.end()).isEmpty();
    }

    @Test
    void sampleThatTakesMoreThanASecond_isLeftOutAndCounted() {
        MonitorCalls calls = calls(gauges -> {
            gauges.gauge("pool", "", (double) millis);
            millis += 1_001;
        });
        ask(calls, 0);
        work();
        ask(calls, 1);
        work();

        assertThat(written).isEmpty();
        assertThat(calls.end())
                .containsExactly("answered late, or not at all, 2 of 2 times; these samples are missing");
    }

    @Test
    void sampleThatWaitedForMoreThanASecond_isNotAskedForAnyMore() {
        List<Long> asked = new ArrayList<>();
        MonitorCalls calls = calls(gauges -> asked.add(millis));
        ask(calls, 0);
        millis += 1_001;
        ask(calls, 1);
        work();

        assertThat(asked).containsExactly(1_001L);
        assertThat(calls.end())
                .containsExactly("answered late, or not at all, 1 of 2 times; these samples are missing");
    }

    @Test
    void monitorThatHangs_getsNoLongQueue() {
        MonitorCalls calls = calls(gauges -> {});
        for (int second = 0; second < 40; second++) {
            ask(calls, second);
        }

        assertThat(waiting).hasSize(2);
        assertThat(calls.end())
                .containsExactly("answered late, or not at all, 40 of 40 times; these samples are missing");
        work();
        assertThat(written).isEmpty();
    }

    @Test
    void monitorThatThrows_isAskedAgain_andWhatItGaveBeforeIsKept() {
        MonitorCalls calls = calls(gauges -> {
            gauges.gauge("before", "", (double) millis);
            if (millis == 0) {
                throw new IllegalStateException("boom");
            }
            gauges.gauge("after", "", (double) millis);
        });
        ask(calls, 0);
        work();
        millis++;
        ask(calls, 1);
        work();

        assertThat(written).containsExactly("1000 before  0.0", "2000 before  1.0", "2000 after  1.0");
        assertThat(calls.end())
                .containsExactly(
                        "failed 1 of 2 times, first with IllegalStateException: boom; these samples are missing");
    }

    @Test
    void monitorThatFailsTenTimesInARow_isAskedNoMore() {
        int[] asked = {0};
        MonitorCalls calls = calls(gauges -> {
            asked[0]++;
            throw new LinkageError("no class");
        });
        for (int second = 0; second < 40; second++) {
            ask(calls, second);
            work();
        }

        assertThat(asked[0]).isEqualTo(10);
        assertThat(calls.end())
                .containsExactly("failed 10 of 40 times, first with LinkageError: no class, and was asked no more after"
                        + " 10 failures in a row; these samples are missing");
    }

    @Test
    void failuresThatAreNotInARow_neverEndTheSampling() {
        MonitorCalls calls = calls(gauges -> {
            if (millis % 10 != 0) {
                throw new IllegalStateException();
            }
        });
        for (int second = 0; second < 100; second++) {
            ask(calls, second);
            work();
            millis++;
        }

        assertThat(calls.end())
                .containsExactly("failed 90 of 100 times, first with IllegalStateException; these samples are missing");
    }

    @Test
    void gauge_isCleanedAndCut_andNothingIsTakenAfterTheSample() {
        List<Monitor.Gauges> kept = new ArrayList<>();
        MonitorCalls calls = calls(gauges -> {
            kept.add(gauges);
            gauges.gauge("a", "", Double.NaN);
            gauges.gauge("b", "", Double.NEGATIVE_INFINITY);
            gauges.gauge("c\u001b\r\n" + "n".repeat(200), "m\u001bs\n" + "x".repeat(50), 1);
        });
        ask(calls, 0);
        work();
        kept.get(0).gauge("later", "", 1);

        GaugeSample cut = new GaugeSample("c?  " + "n".repeat(93) + "...", "m?s " + "x".repeat(13) + "...", 1);
        assertThat(written)
                .containsExactly("1000 a  NaN", "1000 b  -Infinity", "1000 " + cut.name() + " " + cut.unit() + " 1.0");
    }
}
