// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ScenarioSummary;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the figures of one request, scenario, phase or period.
 *
 * <p>Checks are recorded in the result of the load that the figures come from.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MeasurementsAssert extends AbstractMeasurementsAssert<MeasurementsAssert, Measurements> {

    private final @Nullable Subject subject;

    MeasurementsAssert(@Nullable Measurements actual) {
        super(actual, MeasurementsAssert.class);
        this.subject = actual == null ? null : new Subject(actual, false);
    }

    MeasurementsAssert(Subject subject) {
        super(subject.figures(), MeasurementsAssert.class);
        this.subject = subject;
    }

    @Override
    Subject subject() {
        if (subject == null) {
            throw FluentFailure.of(info, "there are no figures to check, they were null");
        }
        return subject;
    }

    /** Fails if there is no such request, statement or scenario; that is recorded too. */
    void requireKnown() {
        if (actual == null || actual.isKnown()) {
            return;
        }
        LoadResult result = actual.result();
        switch (actual.scope().kind()) {
            case LABEL -> unknown(actual, "stretch", SloText.names(result.stretches()));
            case SCENARIO ->
                unknown(
                        actual,
                        "scenario",
                        SloText.names(result.data().scenarios().stream()
                                .map(ScenarioSummary::name)
                                .toList()));
            case TAG ->
                unknown(
                        actual,
                        "tag",
                        SloText.names(result.data().scenarios().stream()
                                .flatMap(scenario -> scenario.tags().entrySet().stream())
                                .map(tag -> tag.getKey() + "=" + tag.getValue())
                                .distinct()
                                .toList()));
            case STATEMENT -> unknown(actual, "statement", SloText.names(result.statementNames()));
            default -> unknown(actual, "request", SloText.requestNames(result));
        }
    }

    private void unknown(Measurements figures, String thing, String existing) {
        figures.result()
                .ledger()
                .add(MeasuredValue.noData(SloText.unknown(thing, existing))
                        .judge(
                                figures.scope(),
                                Measure.of(Measure.Kind.COUNT, "count"),
                                Operator.ABOVE,
                                Limit.of(0, ""),
                                ""));
        throw FluentFailure.of(
                info, "no " + thing + " " + CheckedFigure.quoted(figures.scope().name()) + "; there are: " + existing);
    }
}
