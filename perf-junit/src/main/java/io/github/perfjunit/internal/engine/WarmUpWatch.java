// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.analysis.SteadyState;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides when the automatic warm-up of a scenario is over, by {@link SteadyState}: p50 of its requests no longer moves, nor
 * does the throughput of users who wait for answers. Iterations stand for the requests until there are any. Only on the
 * clock's thread.
 */
final class WarmUpWatch {

    private final String scenario;
    private final boolean waits;
    private final boolean mayRunHere;
    private final Duration longest;
    private final SteadyState<LatencySummary> steady;
    private SeriesKind kind = SeriesKind.ITERATION;
    private SteadyState.State state = SteadyState.State.WARMING_UP;
    private boolean begun;
    private boolean ended;

    WarmUpWatch(ScenarioPlan scenario) {
        this.scenario = scenario.name();
        this.waits = scenario.model() instanceof LoadModel.Closed closed && closed.pacing() == null;
        this.mayRunHere = mayRunHere(scenario.baseUrl());
        this.longest = PhaseClock.withAutoWarmUp(scenario.model().segments()).stream()
                .filter(segment -> segment.phase() == Phase.WARM_UP)
                .findFirst()
                .map(Segment::duration)
                .orElse(ScenarioPlan.LONGEST_AUTO_WARM_UP);
        boolean shorter = longest.compareTo(SteadyState.SHORTEST_CAP) < 0;
        this.steady = new SteadyState<>(WarmUpWatch::median, waits, shorter ? SteadyState.SHORTEST_CAP : longest);
    }

    /** A target behind an address of another machine is in another JVM, whose compilers cannot be seen. */
    private static boolean mayRunHere(String baseUrl) {
        String host = baseUrl.isEmpty()
                ? "localhost"
                : String.valueOf(URI.create(baseUrl).getHost());
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static double median(List<LatencySummary> seconds) {
        LatencySummary all = LatencySummary.merge(seconds);
        return all.isEmpty() ? 0 : all.percentile(50).toNanos();
    }

    /**
     * Takes a second of the warm-up.
     *
     * @param series the samples that ended in it, of all scenarios
     * @param compiling share of a processor that the compilers of this JVM took over the last seconds
     * @return true if the warm-up is over
     */
    boolean settled(List<Series> series, double compiling) {
        begun = true;
        if (series.stream().anyMatch(each -> isOwn(each, SeriesKind.REQUEST))) {
            kind = SeriesKind.REQUEST;
        }
        LatencySummary second = LatencySummary.merge(series.stream()
                .filter(each -> isOwn(each, kind))
                .map(Series::ok)
                .toList());
        state = steady.accept(second, second.count(), mayRunHere ? compiling : 0);
        return state == SteadyState.State.SETTLED;
    }

    private boolean isOwn(Series series, SeriesKind wanted) {
        return series.key().kind() == wanted && series.key().scenario().equals(scenario);
    }

    /** Takes a second in which the scenario does not warm up. */
    void elsewhere() {
        ended = begun;
    }

    /** Returns a note on a scenario that was measured before it had settled. */
    Optional<String> note() {
        if (!ended || state == SteadyState.State.SETTLED) {
            return Optional.empty();
        }
        String what = waits ? "p50 or throughput" : "p50";
        double moved = steady.moved();
        return Optional.of("the warm-up of " + scenario + " had not settled within " + text(longest) + "; "
                + (Double.isFinite(moved)
                        ? what + " still moved " + FigureFormat.percent(100 * moved)
                        : "too few requests ended to tell how far " + what + " still moved"));
    }

    private static String text(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
