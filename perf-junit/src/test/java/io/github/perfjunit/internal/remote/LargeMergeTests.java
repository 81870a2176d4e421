// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import io.github.perfjunit.spi.RemoteSettings;
import io.github.perfjunit.spi.RemoteWorkers;
import io.github.perfjunit.spi.RunStore;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The figures of many workers, made up as they are read: the controller's memory does not grow with their number. */
@Tag("minutes")
class LargeMergeTests {

    private static final int WORKERS = Integer.getInteger("merge.workers", 100);
    private static final int SECONDS = Integer.getInteger("merge.seconds", 120);
    private static final int SAMPLES = 1_000;
    private static final int SECONDS_OF_A_PART = 10;
    private static final long MOST_GROWTH = 64L << 20;

    private final LoadPlan plan = ExampleLoad.closed();

    @Test
    void millionsOfSamples_areAddedUpInTheMemoryOfSome() {
        AtomicLong most = new AtomicLong();
        long before = usedAfterCollection();
        long began = System.nanoTime();
        RemoteRun run = new RemoteRun(
                new RemoteJob(
                        plan,
                        "id",
                        List.of(),
                        Map.of(),
                        interval -> {
                            if (interval.toMillis() % 60_000 == 0) {
                                most.accumulateAndGet(usedAfterCollection(), Math::max);
                            }
                        },
                        () -> null,
                        List::of,
                        (interval, gauges) -> {},
                        line -> {}),
                new MadeUpStore(),
                new Ended(),
                RemoteSettings.NEAR);

        LoadData data = run.run();

        System.out.println(WORKERS + " workers, " + SECONDS + " s, " + (System.nanoTime() - began) / 1_000_000
                + " ms, heap grew by " + ((most.get() - before) >> 10) + " KiB");
        long expected = (long) WORKERS * SECONDS * SAMPLES;
        assertThat(data.stopReason()).isEmpty();
        assertThat(data.series().get(0).ok().count()).isEqualTo(expected);
        assertThat(data.series().get(0).counts()).isEqualTo(Map.of(Outcome.OK, expected));
        assertThat(most.get() - before).isLessThan(MOST_GROWTH);
    }

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Series series() {
        long[] nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            nanos[i] = 1_000_000L + i * 37_000L;
        }
        LatencySummary latency = LatencySummary.ofNanos(nanos);
        return TestFigures.series(
                new Series.Key("visit", "GET /", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, (long) SAMPLES),
                latency,
                LatencySummary.EMPTY,
                latency,
                0,
                0);
    }

    /** All messages of a load that is over; one part is kept at a time. */
    private final class MadeUpStore implements RunStore {

        private final Map<String, byte[]> put = new TreeMap<>();
        private int lastPart = -1;
        private byte[] part = new byte[0];

        @Override
        public void put(String key, byte[] content) {
            put.put(key, content);
        }

        @Override
        public boolean putIfAbsent(String key, byte[] content) {
            return put.putIfAbsent(key, content) == null;
        }

        @Override
        public byte @Nullable [] get(String key) {
            if (key.startsWith("part/")) {
                return part(Integer.parseInt(key.substring("part/".length(), key.lastIndexOf('/'))));
            }
            if (key.startsWith("ready/")) {
                return Wire.record(new ReadyMessage(
                        Library.PROTOCOL, Library.version(), PlanText.of(plan), 0, "host", Keys.worker(key)));
            }
            if (key.startsWith("done/")) {
                return Wire.record(new DoneMessage(
                        "",
                        SECONDS / SECONDS_OF_A_PART,
                        Map.of("REQUEST GET /", (long) SECONDS * SAMPLES),
                        0,
                        List.of(),
                        List.of()));
            }
            return key.startsWith("total/") ? Wire.packed(total().encode()) : put.get(key);
        }

        private byte[] part(int number) {
            if (number != lastPart) {
                List<String> lines = new ArrayList<>();
                for (int i = 0; i < SECONDS_OF_A_PART; i++) {
                    lines.add(ExampleLoad.interval(number * SECONDS_OF_A_PART + i, Phase.MEASURE, 0, series())
                            .encode());
                }
                part = PartMessage.write(0, lines);
                lastPart = number;
            }
            return part;
        }

        private LoadData total() {
            ScenarioSummary scenario = new ScenarioSummary(
                    "visit", "", false, false, 5, 5, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, List.of(), Map.of());
            GeneratorHealth health = new GeneratorHealth(
                    0.1, 0.1, 0, 0, LatencySummary.EMPTY, 0, PinnedThreads.UNWATCHED, List.of(), List.of());
            return new LoadData(
                    Instant.EPOCH,
                    SECONDS * 1_000L,
                    List.of(series()),
                    List.of(scenario),
                    List.of(),
                    List.of(),
                    health,
                    "",
                    0);
        }

        @Override
        public List<String> list(String prefix) {
            boolean beyond = prefix.startsWith("part/")
                    && Integer.parseInt(prefix.substring("part/".length(), prefix.length() - 1))
                            >= SECONDS / SECONDS_OF_A_PART;
            String first = prefix + "00000";
            return beyond
                    ? List.of()
                    : IntStream.range(0, WORKERS)
                            .mapToObj(worker -> {
                                String digits = Integer.toString(worker);
                                return first.substring(0, first.length() - digits.length()) + digits;
                            })
                            .toList();
        }
    }

    private static final class Ended implements RemoteWorkers {

        @Override
        public int count() {
            return WORKERS;
        }

        @Override
        public void start() {}

        @Override
        public String ended(int worker) {
            return "over";
        }

        @Override
        public String log(int worker) {
            return "";
        }

        @Override
        public void end(int worker) {}
    }
}
