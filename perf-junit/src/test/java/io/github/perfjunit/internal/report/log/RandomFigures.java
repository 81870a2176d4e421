// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Intervals of any form, the same ones for the same seed. */
final class RandomFigures {

    private static final String LETTERS = "ab c,=-]\\\"\n\u0000é😀#";

    private final Random random;

    RandomFigures(long seed) {
        this.random = new Random(seed);
    }

    Interval interval(int second) {
        List<Series> series = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            series.add(series());
        }
        List<ScenarioInterval> scenarios = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            scenarios.add(scenario());
        }
        return new Interval(
                second * 1_000L,
                second * 1_000L + random.nextInt(1_100),
                any(Phase.values()),
                series,
                scenarios,
                random.nextDouble() * 900);
    }

    private Series series() {
        LatencySummary ok = latencies();
        return new Series(
                new Series.Key(name(), name(), any(SeriesKind.values()), any(Phase.values())),
                counts(Outcome.class),
                ok,
                latencies(),
                random.nextBoolean() ? ok : latencies(),
                latencies(),
                counts(Phase.class),
                count(),
                count());
    }

    private ScenarioInterval scenario() {
        return new ScenarioInterval(
                name(),
                any(Phase.values()),
                random.nextInt(),
                random.nextDouble() * 1e6,
                count(),
                count(),
                count(),
                count(),
                count(),
                count());
    }

    /** From nothing to above the hour, the shortest and the longest at any place of their buckets. */
    private LatencySummary latencies() {
        LatencySummary.Builder latencies = new LatencySummary.Builder();
        for (int i = random.nextInt(20); i > 0; i--) {
            latencies.record((long) Math.pow(10, random.nextDouble() * 13));
        }
        return latencies.take();
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int[] letters = LETTERS.codePoints().toArray();
            name.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return name.toString();
    }

    private <E extends Enum<E>> Map<E, Long> counts(Class<E> type) {
        Map<E, Long> counts = new EnumMap<>(type);
        for (E each : type.getEnumConstants()) {
            if (random.nextBoolean()) {
                counts.put(each, count());
            }
        }
        return counts;
    }

    private long count() {
        return random.nextLong() >>> random.nextInt(1, 64);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
