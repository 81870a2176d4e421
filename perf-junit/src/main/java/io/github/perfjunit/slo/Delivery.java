// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Whether the planned load was delivered: the share of due iterations that was started, and the time for which the
 * generator held its users. Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Delivery {

    /** Share of due iterations, in percent, that a scenario with a timetable, an open or a paced one, must start. */
    static final double LEAST_PERCENT = 97;

    /** Share of the measured time, in percent, for which the generator may hold the users of a closed scenario without pacing. */
    static final double MOST_LOST_PERCENT = 5;

    /** Lost time, in milliseconds, that never makes a load invalid, however short the load. */
    static final double LOST_MILLIS = 500;

    private final LoadResult result;

    /**
     * Creates the verdict on a load.
     *
     * @param result the result of the load
     */
    public Delivery(LoadResult result) {
        this.result = result;
    }

    /**
     * Returns the counts of due iterations, if some were dropped or had to wait for a user.
     *
     * @return a text such as {@code load: 12,345 due, 11,900 started, 445 dropped, 3,201 queued}; empty if all started
     *     at once, and for closed models without pacing
     */
    public Optional<String> line() {
        List<ScenarioSummary> timed = result.data().scenarios().stream()
                .filter(scenario -> scenario.open() || scenario.paced())
                .toList();
        long dropped = timed.stream().mapToLong(ScenarioSummary::dropped).sum();
        long queued = timed.stream().mapToLong(ScenarioSummary::queued).sum();
        return dropped == 0 && queued == 0
                ? Optional.empty()
                : Optional.of("load: "
                        + FigureFormat.count(
                                timed.stream().mapToLong(ScenarioSummary::due).sum()) + " due, "
                        + FigureFormat.count(timed.stream()
                                .mapToLong(ScenarioSummary::started)
                                .sum()) + " started, "
                        + FigureFormat.count(dropped) + " dropped, " + FigureFormat.count(queued) + " queued");
    }

    /**
     * Finds scenarios that have too few users for their rate.
     *
     * @return a sentence for each, such as {@code 5 users at 44 ms can do 113/s; 5,000/s needs about 220: set maxUsers =
     *     220}
     */
    public List<String> shortages() {
        return shortages(result.data().scenarios());
    }

    /**
     * Finds scenarios whose users are too few for their rate, and about which {@link #problems()} do not say so.
     *
     * @return sentences as those of {@link #shortages()}
     */
    public List<String> otherShortages() {
        return shortages(result.data().scenarios().stream()
                .filter(scenario -> dropsAreJudged() || !(scenario.dropped() > 0 || isShort(scenario)))
                .toList());
    }

    private List<String> shortages(List<ScenarioSummary> scenarios) {
        boolean several = result.data().scenarios().size() > 1;
        List<String> sentences = new ArrayList<>();
        for (ScenarioSummary scenario : scenarios) {
            shortage(scenario)
                    .ifPresent(text -> sentences.add(
                            (several ? "scenario " + SloText.name(scenario.name()) + ": " : "users: ") + text));
        }
        return sentences;
    }

    private Optional<String> shortage(ScenarioSummary scenario) {
        boolean waited = scenario.queued() > 0 || scenario.dropped() > 0;
        double seconds = service(scenario.name()).mean().toNanos() / 1e9;
        double possible = seconds == 0 ? Double.POSITIVE_INFINITY : scenario.users() / seconds;
        if (!scenario.open()
                || !waited
                || scenario.users() < scenario.maxUsers()
                || possible >= scenario.peakPerSecond()) {
            return Optional.empty();
        }
        long needed = (long) Math.ceil(scenario.peakPerSecond() * seconds);
        return Optional.of(FigureFormat.count(scenario.users(), "user") + " at " + FigureFormat.millis(seconds * 1000)
                + " can do " + FigureFormat.rate(possible) + "; " + FigureFormat.rate(scenario.peakPerSecond())
                + " needs about " + FigureFormat.count(needed) + ": set maxUsers = " + needed);
    }

    /** Returns the time for which iterations occupied a user. */
    private LatencySummary service(String scenario) {
        return LatencySummary.merge(result.data().series().stream()
                .filter(series -> series.key().kind() == SeriesKind.ITERATION
                        && series.key().phase() == Phase.MEASURE
                        && series.key().scenario().equals(scenario))
                .map(Series::service)
                .toList());
    }

    /**
     * Returns the reasons why the planned load was not delivered. Iterations that were dropped or not started do not
     * count if the test itself sets a limit for dropped iterations that is met.
     *
     * @return a sentence for each reason; empty if the load was delivered
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (ScenarioSummary scenario : result.data().scenarios()) {
            if (dropsAreJudged()) {
                continue;
            }
            if (scenario.dropped() > 0) {
                problems.add(dropped(scenario));
            } else if (isShort(scenario)) {
                problems.add("only " + FigureFormat.count(scenario.started()) + " of "
                        + FigureFormat.count(scenario.due(), "iteration") + " of " + SloText.name(scenario.name())
                        + " that were due ran (limit " + FigureFormat.percent(LEAST_PERCENT) + ")"
                        + shortage(scenario).map(text -> ": " + text).orElse(""));
            }
        }
        if (!countsWorkAlone()) {
            held().ifPresent(problems::add);
        }
        return problems;
    }

    /** How long users were held changes times and rates, but not what each of their iterations made the target do. */
    private boolean countsWorkAlone() {
        List<ObjectiveResult> judged = result.objectives();
        return judged.stream().anyMatch(o -> WorkValue.isScope(o.scope()))
                && judged.stream()
                        .allMatch(o -> WorkValue.isScope(o.scope())
                                || o.measure().kind().isFailure()
                                || o.measure().kind() == Measure.Kind.FAILED_CHECKS);
    }

    private boolean dropsAreJudged() {
        return result.objectives().stream()
                .filter(o -> o.measure().kind() == Measure.Kind.DROPPED)
                .anyMatch(o -> o.met() || !result.enforcement().binds(o));
    }

    static boolean isShort(ScenarioSummary scenario) {
        return (scenario.open() || scenario.paced()) && 100.0 * scenario.started() < LEAST_PERCENT * scenario.due();
    }

    private String dropped(ScenarioSummary scenario) {
        return FigureFormat.count(scenario.dropped()) + " of " + FigureFormat.count(scenario.due(), "iteration")
                + " of " + SloText.name(scenario.name()) + " that were due never started"
                + shortage(scenario)
                        .or(() -> shortPace(scenario))
                        .map(text -> ": " + text)
                        .orElseGet(() -> ", with "
                                + FigureFormat.count(scenario.users(), "user") + ": raise "
                                + (scenario.open() ? "maxUsers" : scenario.paced() ? "pacing" : "duration"));
    }

    /** Says that iterations take longer than the pace of their users. */
    private Optional<String> shortPace(ScenarioSummary scenario) {
        long millis = scenario.windows().stream()
                .filter(window -> window.phase() != Phase.GRACE)
                .mapToLong(window -> window.toMillis() - window.fromMillis())
                .sum();
        double seconds = service(scenario.name()).mean().toNanos() / 1e9;
        double due = 1e3 * scenario.due() / Math.max(1, millis);
        double possible = seconds == 0 ? Double.POSITIVE_INFINITY : scenario.users() / seconds;
        if (scenario.open() || !scenario.paced() || possible >= due) {
            return Optional.empty();
        }
        return Optional.of(FigureFormat.count(scenario.users(), "user") + " at " + FigureFormat.millis(seconds * 1000)
                + " can do " + FigureFormat.rate(possible) + "; " + FigureFormat.rate(due) + " were due: raise pacing");
    }

    private Optional<String> held() {
        double measured = result.measured().toMillis();
        double lost = Math.min(measured, result.data().generator().lostMillis()); // sampled once a second
        boolean closed = result.data().scenarios().stream().anyMatch(scenario -> !scenario.open() && !scenario.paced());
        return closed && lost >= LOST_MILLIS && 100 * lost > MOST_LOST_PERCENT * measured
                ? Optional.of("users of a closed model were held by the generator for " + FigureFormat.millis(lost)
                        + " of " + FigureFormat.millis(measured) + " measured (limit "
                        + FigureFormat.percent(MOST_LOST_PERCENT) + ")")
                : Optional.empty();
    }
}
