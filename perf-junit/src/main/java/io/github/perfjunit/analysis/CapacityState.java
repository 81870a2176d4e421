// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import io.github.perfjunit.analysis.Capacity.Verdict;
import io.github.perfjunit.analysis.CapacitySearch.Probe;
import io.github.perfjunit.analysis.CapacitySearch.Purpose;
import io.github.perfjunit.analysis.CapacitySearch.Settings;
import io.github.perfjunit.analysis.CapacitySearch.Tried;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a search for the capacity stands between two probes.
 *
 * @param low highest load of the steps or the bisection that was held; zero if none was
 * @param high lowest one above it that was missed; infinite if none was
 * @param timesLess how often the estimate was lowered
 * @param next the next probe; null at the end
 * @param end the conclusion if there is no next probe
 */
record CapacityState(
        Settings settings,
        double low,
        double high,
        int timesLess,
        @Nullable Probe next,
        Verdict end) {

    private static final double STEP = 1.5;
    private static final double CLOSE = 0.05;
    private static final double LEAST_NOISE = 0.05;
    private static final double ERRORS = 2;
    private static final int MOST_REPEATS = 3;
    private static final int CONFIRMATIONS = 2;
    private static final double NEAR = Math.log(1.25);
    private static final double MOST_MOVE = 1.1;
    private static final int LEAST_FITTED = 4;
    private static final double LEAST_SLOPE = 0.5;
    private static final int VERIFY_LENGTH = 4;
    private static final double LESS = 0.97;
    private static final int MOST_TIMES_LESS = 6;

    /** How far below the first step the search goes. */
    private static final double SMALLEST = 1.0 / 1024;

    /** What a miss without a distance counts where a mean is taken, and any value at most. */
    private static final double CLIPPED = 1;

    static CapacityState first(Settings settings) {
        Probe first = new Probe(settings.start(), 1, Purpose.STEP);
        return new CapacityState(settings, 0, Double.POSITIVE_INFINITY, 0, first, Verdict.UNFINISHED);
    }

    /** Returns the state after the last of the given probes. */
    CapacityState after(List<Tried> tried) {
        Tried last = tried.get(tried.size() - 1);
        return switch (last.probe().purpose()) {
            case STEP -> last.outcome().isMiss() ? probe(last.probe().load(), Purpose.CONFIRM) : held(last, tried);
            case CONFIRM -> confirmed(tried);
            case BISECT -> bisected(tried);
            case VERIFY -> verified(last);
        };
    }

    private CapacityState confirmed(List<Tried> tried) {
        Tried last = tried.get(tried.size() - 1);
        List<Tried> same = lastOf(Purpose.CONFIRM, tried);
        if (same.size() < CONFIRMATIONS) {
            return probe(last.probe().load(), Purpose.CONFIRM);
        }
        double mean = same.stream()
                .mapToDouble(t -> Math.min(Math.max(t.outcome().value(), -CLIPPED), CLIPPED))
                .average()
                .orElseThrow();
        return mean > 0 ? missed(last, tried) : held(last, tried);
    }

    private CapacityState bisected(List<Tried> tried) {
        Tried last = tried.get(tried.size() - 1);
        List<Tried> same = lastOf(Purpose.BISECT, tried);
        double median =
                Medians.of(same.stream().mapToDouble(t -> t.outcome().value()).toArray());
        double noise = same.stream()
                .mapToDouble(t -> Math.max(t.outcome().noise(), LEAST_NOISE))
                .average()
                .orElseThrow();
        if (Math.abs(median) < ERRORS * noise / Math.sqrt(same.size()) && same.size() < MOST_REPEATS) {
            return probe(last.probe().load(), Purpose.BISECT);
        }
        return median > 0 ? missed(last, tried) : held(last, tried);
    }

    private CapacityState verified(Tried last) {
        if (!last.outcome().isMiss()) {
            boolean most = last.probe().load() >= settings.most();
            return ended(most ? Verdict.AT_LEAST : Verdict.VERIFIED);
        }
        double less = whole(last.probe().load() * LESS);
        if (timesLess == MOST_TIMES_LESS || less <= 0) {
            return ended(Verdict.NOT_VERIFIED);
        }
        return new CapacityState(settings, low, high, timesLess + 1, verify(less), Verdict.UNFINISHED);
    }

    private CapacityState held(Tried last, List<Tried> tried) {
        double load = last.probe().load();
        return bracketed(load, high).narrowed(tried);
    }

    private CapacityState missed(Tried last, List<Tried> tried) {
        return bracketed(low, last.probe().load()).narrowed(tried);
    }

    private CapacityState bracketed(double newLow, double newHigh) {
        return new CapacityState(settings, newLow, newHigh, timesLess, null, Verdict.UNFINISHED);
    }

    private CapacityState narrowed(List<Tried> tried) {
        if (low == 0) {
            double half = whole(high / 2);
            return half <= 0 || half < settings.start() * SMALLEST ? ended(Verdict.NONE) : probe(half, Purpose.STEP);
        }
        if (Double.isInfinite(high)) {
            double up = Math.min(Math.max(whole(low * STEP), low + (settings.whole() ? 1 : 0)), settings.most());
            return low >= settings.most() ? verifying(low) : probe(up, Purpose.STEP);
        }
        boolean close = (high - low) / low <= CLOSE || (settings.whole() && high - low <= 1);
        return close ? verifying(estimate(tried)) : probe(middle(), Purpose.BISECT);
    }

    private double middle() {
        double middle = Math.sqrt(low * high);
        return settings.whole() ? Math.min(Math.max(Math.rint(middle), low + 1), high - 1) : middle;
    }

    /** Where the line through the values of the probes near the bracket crosses the limit. */
    private double estimate(List<Tried> tried) {
        double centre = Math.sqrt(low * high);
        List<Tried> near = tried.stream()
                .filter(t -> Math.abs(Math.log(t.probe().load() / centre)) <= NEAR)
                .filter(t -> !Double.isInfinite(t.outcome().value()))
                .toList();
        double estimate = centre;
        if (near.size() >= LEAST_FITTED) {
            TheilSen line = TheilSen.fit(
                    near.stream()
                            .mapToDouble(t -> Math.log(t.probe().load() / centre))
                            .toArray(),
                    near.stream().mapToDouble(t -> t.outcome().value()).toArray());
            if (line.slope() > LEAST_SLOPE) {
                double move = Math.exp(-line.intercept() / line.slope());
                estimate = centre * Math.min(Math.max(move, 1 / MOST_MOVE), MOST_MOVE);
            }
        }
        return Math.max(whole(Math.min(estimate, settings.most())), settings.whole() ? 1 : 0);
    }

    private double whole(double load) {
        return settings.whole() ? Math.floor(load) : load;
    }

    private CapacityState verifying(double load) {
        return new CapacityState(settings, low, high, timesLess, verify(load), Verdict.UNFINISHED);
    }

    private static Probe verify(double load) {
        return new Probe(load, VERIFY_LENGTH, Purpose.VERIFY);
    }

    private CapacityState probe(double load, Purpose purpose) {
        return new CapacityState(settings, low, high, timesLess, new Probe(load, 1, purpose), Verdict.UNFINISHED);
    }

    private CapacityState ended(Verdict verdict) {
        return new CapacityState(settings, low, high, timesLess, null, verdict);
    }

    /** Returns the last probes in a row that had the same load and the given purpose. */
    private static List<Tried> lastOf(Purpose purpose, List<Tried> tried) {
        double load = tried.get(tried.size() - 1).probe().load();
        int from = tried.size();
        while (from > 0
                && tried.get(from - 1).probe().purpose() == purpose
                && tried.get(from - 1).probe().load() == load) {
            from--;
        }
        return tried.subList(from, tried.size());
    }
}
