// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * One population of virtual users: the load that was planned and the load that was delivered.
 *
 * <p>Times are milliseconds since the start of the load. Dropped and queued starts are counted over all phases.
 *
 * @param name name of the scenario
 * @param model the load in words, such as {@code 500 users, ramp-up 2m, 10m}
 * @param open true if iterations start at an arrival rate, false if each user starts its next one after the last
 * @param paced true if iterations have a time at which they are due (open model, or closed with pacing)
 * @param users highest number of virtual users at once
 * @param maxUsers maximum number of virtual users allowed
 * @param peakPerSecond highest target arrival rate; zero for a closed model
 * @param iterations iterations of all phases by outcome
 * @param due iterations that fell due, by a rate, a pace or a number; otherwise the iterations that ran
 * @param dropped iterations that were due and never started
 * @param queued iterations that were due while no user was free, and started later
 * @param timedStarts iterations of {@link Phase#MEASURE} for which a user was free when they were due
 * @param late how many of them started more than {@link #LATE_MILLIS} after they were due: the generator's own lateness
 * @param totalLateMicros lateness of all of them together in microseconds, those in time included
 * @param worstLateMicros longest lateness of them in microseconds
 * @param windows when the scenario was in which phase, in order of time
 * @param tags its tags by their names, in alphabetical order; possibly none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ScenarioSummary(
        String name,
        String model,
        boolean open,
        boolean paced,
        int users,
        int maxUsers,
        double peakPerSecond,
        Map<Outcome, Long> iterations,
        long due,
        long dropped,
        long queued,
        long timedStarts,
        long late,
        long totalLateMicros,
        long worstLateMicros,
        List<PhaseWindow> windows,
        Map<String, String> tags) {

    /** Lateness above which a start counts as late, in milliseconds. */
    public static final int LATE_MILLIS = 10;

    /**
     * Copies mutable arguments.
     *
     * @param name name of the scenario
     * @param model the load in words, such as {@code 500 users, ramp-up 2m, 10m}
     * @param open true if iterations start at an arrival rate, false if each user starts its next one after the last
     * @param paced true if iterations have a time at which they are due (open model, or closed with pacing)
     * @param users highest number of virtual users at once
     * @param maxUsers maximum number of virtual users allowed
     * @param peakPerSecond highest target arrival rate; zero for a closed model
     * @param iterations iterations of all phases by outcome
     * @param due iterations that fell due, by a rate, a pace or a number; otherwise the iterations that ran
     * @param dropped iterations that were due and never started
     * @param queued iterations that were due while no user was free, and started later
     * @param timedStarts iterations of {@link Phase#MEASURE} for which a user was free when they were due
     * @param late how many of them started more than {@link #LATE_MILLIS} after they were due: the generator's own lateness
     * @param totalLateMicros lateness of all of them together in microseconds, those in time included
     * @param worstLateMicros longest lateness of them in microseconds
     * @param windows when the scenario was in which phase, in order of time
     * @param tags its tags by their names; null for none, as from older workers
     */
    public ScenarioSummary {
        iterations = Map.copyOf(iterations);
        windows = List.copyOf(windows);
        tags = tags == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /**
     * Returns whether this is the scenario of a scope, or one that has its tag.
     *
     * @param scope any scope
     * @return false if the scope is neither of a scenario nor of a tag
     */
    public boolean isIn(Scope scope) {
        return scope.equals(Scope.scenario(name))
                || tags.entrySet().stream().anyMatch(tag -> scope.equals(Scope.tag(tag.getKey(), tag.getValue())));
    }

    /**
     * Returns when this scenario was in a phase.
     *
     * @param phase the phase
     * @return its windows, in order of time; empty if the scenario never reached it
     */
    public List<PhaseWindow> windows(Phase phase) {
        return windows.stream().filter(window -> window.phase() == phase).toList();
    }

    /**
     * Returns how long each phase lasted.
     *
     * @return milliseconds by phase, without phases that did not occur
     */
    public Map<Phase, Long> phaseMillis() {
        Map<Phase, Long> sums = new EnumMap<>(Phase.class);
        windows.forEach(window -> sums.merge(window.phase(), window.millis(), Long::sum));
        return sums;
    }

    /**
     * Returns how long {@link Phase#MEASURE} lasted.
     *
     * @return milliseconds, zero if the load never reached it
     */
    public long measuredMillis() {
        return PhaseWindow.length(windows(Phase.MEASURE)).toMillis();
    }

    /**
     * Returns when {@link Phase#MEASURE} began.
     *
     * @return milliseconds since the start of the load; -1 if it never did
     */
    public long measuredFromMillis() {
        return windows(Phase.MEASURE).stream()
                .mapToLong(PhaseWindow::fromMillis)
                .findFirst()
                .orElse(-1);
    }

    /**
     * Returns the share of late starts.
     *
     * @return percent of {@link #timedStarts()}; zero if there is none
     */
    public double latePercent() {
        return timedStarts == 0 ? 0 : 100.0 * late / timedStarts;
    }

    /**
     * Returns the mean lateness of starts.
     *
     * @return microseconds for each of {@link #timedStarts()}; zero if there is none
     */
    public double meanLateMicros() {
        return timedStarts == 0 ? 0 : (double) totalLateMicros / timedStarts;
    }

    /**
     * Returns the number of iterations that ended, with any outcome.
     *
     * @return the sum over all outcomes
     */
    public long started() {
        return iterations.values().stream().mapToLong(Long::longValue).sum();
    }
}
