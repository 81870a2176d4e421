// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * The figures of one scenario within one {@link Interval}.
 *
 * <p>Counts are those of this interval alone, in all phases; the sum over all intervals is that of the load.
 *
 * @param name name of the scenario
 * @param phase phase of the scenario at the end of the interval; {@link Phase#RAMP_UP} before it has started
 * @param users virtual users that were active at the end of the interval
 * @param targetPerSecond target arrival rate at the end of the interval; zero for a closed model
 * @param due iterations that fell due (open model); otherwise those that ended, and at the end those that never started
 * @param started iterations that were started
 * @param late how many of them started more than {@link ScenarioSummary#LATE_MILLIS} after they were due though a user
 *     was free
 * @param queued iterations that started late because no user was free
 * @param dropped iterations that were given up because no user was free
 * @param bodyFailures iterations whose body failed outside a request, and users whose set-up or tear-down failed,
 *     within the measured time
 * @param failedChecks named checks that failed in the measured time
 * @param label name of the part of the load that the greater part of the interval belongs to, such as {@code step 3};
 *     empty if it has none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ScenarioInterval(
        String name,
        Phase phase,
        int users,
        double targetPerSecond,
        long due,
        long started,
        long late,
        long queued,
        long dropped,
        long bodyFailures,
        long failedChecks,
        String label) {

    /**
     * Takes a missing label for none, as earlier versions wrote it.
     *
     * @param name name of the scenario
     * @param phase phase of the scenario at the end of the interval
     * @param users virtual users that were active at the end of the interval
     * @param targetPerSecond target arrival rate at the end of the interval
     * @param due iterations that fell due
     * @param started iterations that were started
     * @param late how many of them started late though a user was free
     * @param queued iterations that started late because no user was free
     * @param dropped iterations that were given up because no user was free
     * @param bodyFailures iterations whose body failed outside a request, and users whose set-up or tear-down failed
     * @param failedChecks named checks that failed
     * @param label name of the part of the load; empty if it has none
     */
    public ScenarioInterval {
        label = label == null ? "" : label;
    }

    /**
     * Makes the figures of an interval without failed checks and without a label.
     *
     * @param name name of the scenario
     * @param phase phase of the scenario at the end of the interval
     * @param users virtual users that were active at the end of the interval
     * @param targetPerSecond target arrival rate at the end of the interval
     * @param due iterations that fell due
     * @param started iterations that were started
     * @param late how many of them started late though a user was free
     * @param queued iterations that started late because no user was free
     * @param dropped iterations that were given up because no user was free
     * @param bodyFailures iterations whose body failed outside a request, and users whose set-up or tear-down failed
     */
    public ScenarioInterval(
            String name,
            Phase phase,
            int users,
            double targetPerSecond,
            long due,
            long started,
            long late,
            long queued,
            long dropped,
            long bodyFailures) {
        this(name, phase, users, targetPerSecond, due, started, late, queued, dropped, bodyFailures, 0, "");
    }

    /**
     * Reads the output of {@link #encode()}.
     *
     * @param encoded its text
     * @return an equal value
     * @throws IllegalArgumentException if the text is not such an encoding
     */
    public static ScenarioInterval decode(String encoded) {
        return RecordJson.read(encoded, ScenarioInterval.class);
    }

    /**
     * Writes this value without loss.
     *
     * @return JSON without line breaks
     */
    public String encode() {
        return RecordJson.write(this);
    }

    /**
     * Adds the figures of the same scenario and time from another worker.
     *
     * @param other the other worker's part
     * @return the sum; the phase is the earlier one of the two, so that none is measured before both are
     */
    public ScenarioInterval plus(ScenarioInterval other) {
        return new ScenarioInterval(
                name,
                phase.compareTo(other.phase) <= 0 ? phase : other.phase,
                users + other.users,
                targetPerSecond + other.targetPerSecond,
                due + other.due,
                started + other.started,
                late + other.late,
                queued + other.queued,
                dropped + other.dropped,
                bodyFailures + other.bodyFailures,
                failedChecks + other.failedChecks,
                label.isEmpty() ? other.label : label);
    }

    /**
     * Adds the figures of the same scenario from the next interval.
     *
     * @param later the figures from the next interval
     * @return the sum; phase, users, rate and label are those of the later one
     */
    public ScenarioInterval then(ScenarioInterval later) {
        return new ScenarioInterval(
                name,
                later.phase,
                later.users,
                later.targetPerSecond,
                due + later.due,
                started + later.started,
                late + later.late,
                queued + later.queued,
                dropped + later.dropped,
                bodyFailures + later.bodyFailures,
                failedChecks + later.failedChecks,
                later.label);
    }
}
