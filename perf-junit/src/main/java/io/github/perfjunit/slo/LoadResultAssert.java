// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.kind.CapacityReport;
import io.github.perfjunit.kind.SoakReport;
import io.github.perfjunit.kind.StressReport;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Scope;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a load. The checks of this class are about all requests in {@link Phase#MEASURE}; other methods
 * select a part of the load.
 *
 * <p>Every check, met or missed, is recorded in the result and shown in the report. A check that passes returns the
 * assertion it came from:
 * <pre>{@code
 * assertThat(result).p95().isLessThan(ofMillis(500)).errorRate().isLessThan(percent(0.1));
 * assertThat(result).request("POST /orders").p99().isLessThan(ofSeconds(1));
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LoadResultAssert extends AbstractMeasurementsAssert<LoadResultAssert, LoadResult> {

    LoadResultAssert(@Nullable LoadResult actual) {
        super(actual, LoadResultAssert.class);
    }

    @Override
    Subject subject() {
        return new Subject(result().all(), false);
    }

    /**
     * Selects one request name.
     *
     * @param name the name, such as {@code GET /products/{id}}
     * @return an assertion about its figures in {@link Phase#MEASURE}
     * @throws SloViolation if there is no such request, with the names that exist
     */
    public MeasurementsAssert request(String name) {
        return part(result().request(name));
    }

    /**
     * Selects one database statement.
     *
     * @param sql its text with {@code ?} for its values, as reports show it; white space does not matter
     * @return an assertion about its figures in {@link Phase#MEASURE}
     * @throws SloViolation if there is no such statement, with those that exist
     */
    public MeasurementsAssert statement(String sql) {
        return part(result().statement(sql));
    }

    /**
     * Selects all requests of one scenario.
     *
     * @param name name of the scenario
     * @return an assertion about their figures in {@link Phase#MEASURE}
     * @throws SloViolation if there is no such scenario, with the names that exist
     */
    public MeasurementsAssert scenario(String name) {
        return part(result().scenario(name));
    }

    /**
     * Selects all requests of the scenarios with a tag.
     *
     * @param tag name of the tag, such as {@code tier}
     * @param value its value, such as {@code premium}
     * @return an assertion about their figures in {@link Phase#MEASURE}
     * @throws SloViolation if no scenario has that tag, with the tags that exist
     */
    public MeasurementsAssert tagged(String tag, String value) {
        return part(result().tagged(tag, value));
    }

    /**
     * Selects all requests of one phase.
     *
     * @param phase the phase
     * @return an assertion about their figures
     */
    public MeasurementsAssert phase(Phase phase) {
        return part(result().phase(phase));
    }

    /**
     * Selects all requests that ended within a period, in any phase, to the full second.
     *
     * @param from start, counted from the start of the load
     * @param to end, counted from the start of the load
     * @return an assertion about their figures
     */
    public MeasurementsAssert during(Duration from, Duration to) {
        return part(result().during(from, to));
    }

    /**
     * Selects a metric that bodies give values for, by {@code user.count}, {@code gauge}, {@code rate} or {@code trend}.
     *
     * @param name name of the metric
     * @return an assertion about its values in {@link Phase#MEASURE}
     * @throws SloViolation if there is no such metric, with the names that exist
     */
    public MetricAssert metric(String name) {
        LoadResult result = result();
        return new MetricAssert(result, MetricValues.of(result, name)).begun(this);
    }

    /**
     * Looks at the number of iterations that were due and never started, in all scenarios and phases.
     *
     * @return a check that needs a limit
     */
    public CountCheck<LoadResultAssert> dropped() {
        LoadResult result = result();
        return new CountCheck<>(
                this,
                CheckedFigure.count(
                        result,
                        Scope.LOAD,
                        Measure.of(Measure.Kind.DROPPED, "dropped iterations"),
                        MeasuredValue.dropped(result)));
    }

    /**
     * Looks at the failures of named checks of the body in {@link Phase#MEASURE}.
     *
     * @return a check that needs a limit; without any named check it fails
     */
    public CountCheck<LoadResultAssert> failedChecks() {
        LoadResult result = result();
        return new CountCheck<>(
                this,
                CheckedFigure.count(
                        result,
                        Scope.LOAD,
                        Measure.of(Measure.Kind.FAILED_CHECKS, "failed checks"),
                        MeasuredValue.failedChecks(result)));
    }

    /**
     * Selects the errors in {@link Phase#MEASURE}.
     *
     * @return an assertion about them
     */
    public ErrorsAssert errors() {
        ErrorsAssert errors = new ErrorsAssert(result());
        errors.info.description(info.description());
        errors.info.overridingErrorMessage(info.overridingErrorMessage());
        return errors;
    }

    /**
     * Selects the parts of the load that have a label, such as {@code spike} or {@code step 3}.
     *
     * @param label the label
     * @return an assertion about the requests that ended in them, to the full second
     * @throws SloViolation if no part of the load has the label
     */
    public MeasurementsAssert stretch(String label) {
        return part(result().stretch(label));
    }

    /**
     * Looks at the breaking point that a {@code @Stress} test found.
     *
     * @return an assertion about it
     * @throws SloViolation if the load was no stress test
     */
    public BreakingPointAssert breakingPoint() {
        LoadResult result = result();
        StressReport report = result.section(StressReport.class)
                .orElseThrow(
                        () -> FluentFailure.of(info, "the breaking point is not known: the load was no stress test"));
        BreakingPointAssert point = new BreakingPointAssert(result, report);
        point.info.description(info.description());
        point.info.overridingErrorMessage(info.overridingErrorMessage());
        return point;
    }

    /**
     * Looks at the capacity that a {@code @Capacity} test found.
     *
     * @return an assertion about it
     * @throws SloViolation if the load was no capacity test
     */
    public CapacityAssert capacity() {
        LoadResult result = result();
        CapacityReport report = result.section(CapacityReport.class)
                .orElseThrow(() -> FluentFailure.of(info, "the capacity is not known: the load was no capacity test"));
        CapacityAssert capacity = new CapacityAssert(result, report);
        capacity.info.description(info.description());
        capacity.info.overridingErrorMessage(info.overridingErrorMessage());
        return capacity;
    }

    /**
     * Looks at what changed over the time of a {@code @Soak} test.
     *
     * @return an assertion about it
     * @throws SloViolation if the load was no soak test
     */
    public DriftAssert drift() {
        LoadResult result = result();
        SoakReport report = result.section(SoakReport.class)
                .orElseThrow(() -> FluentFailure.of(info, "the drift is not known: the load was no soak test"));
        DriftAssert drift = new DriftAssert(result, report);
        drift.info.description(info.description());
        drift.info.overridingErrorMessage(info.overridingErrorMessage());
        return drift;
    }

    /**
     * Selects a gauge of a monitor.
     *
     * @param gauge its name, such as {@code queue depth}
     * @return an assertion about its values in {@link Phase#MEASURE}
     */
    public MonitorAssert monitor(String gauge) {
        MonitorAssert monitor = new MonitorAssert(result(), gauge);
        monitor.info.description(info.description());
        monitor.info.overridingErrorMessage(info.overridingErrorMessage());
        return monitor;
    }

    /**
     * Looks at the time from the end of a disturbance to recovery, as a {@code @Stress} or {@code @Spike} test found it.
     *
     * @return a check that needs a limit; it fails if the target did not recover, or too little was observed
     */
    public DurationCheck<LoadResultAssert> recovery() {
        LoadResult result = result();
        return new DurationCheck<>(
                this,
                CheckedFigure.plain(
                        result,
                        Scope.extra("the target"),
                        Measure.of(Measure.Kind.EXTRA, "recovery time"),
                        "ms",
                        RecoveryTime.of(result),
                        ""));
    }

    /**
     * Looks at the work that an iteration makes: memory, bytes, connections, statements.
     *
     * @return an assertion about it
     */
    public WorkAssert work() {
        return work("");
    }

    /**
     * Looks at the memory and the garbage collections that an iteration makes in another JVM.
     *
     * @param jvm the name of a JVM that is watched by JMX, such as {@code orders}; empty for {@link #work()}
     * @return an assertion about it
     */
    public WorkAssert work(String jvm) {
        WorkAssert work = new WorkAssert(result(), jvm);
        work.info.description(info.description());
        work.info.overridingErrorMessage(info.overridingErrorMessage());
        return work;
    }

    private MeasurementsAssert part(Measurements figures) {
        MeasurementsAssert part = describedLikeThis(new MeasurementsAssert(figures));
        part.requireKnown();
        return part;
    }

    private LoadResult result() {
        if (actual == null) {
            throw FluentFailure.of(info, "there is no result to check, it was null");
        }
        return actual;
    }
}
