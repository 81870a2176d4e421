// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import java.util.List;

/**
 * The subject of fluent checks.
 *
 * @param figures its figures
 * @param service true to look at service times rather than response times
 */
record Subject(Measurements figures, boolean service) {

    Subject withServiceTime() {
        return new Subject(figures, true);
    }

    CheckedFigure figure(SampleMetric sampleMetric) {
        SampleTotals totals = SampleTotals.of(figures, sampleMetric.service());
        String thing = SloText.thing(figures);
        return new CheckedFigure(
                figures.result(),
                figures.scope(),
                sampleMetric.measure(),
                sampleMetric.unit(),
                (operator, limit) -> sampleMetric.read(totals, figures.duration(), operator, limit.value(), thing),
                (verdict, operator) -> date(verdict, sampleMetric, operator),
                thing);
    }

    CheckedFigure countFigure() {
        LoadResult result = figures.result();
        MeasuredValue measured = MeasuredValue.count(figures.count(), figures.count());
        return CheckedFigure.plain(
                result, figures.scope(), Measure.of(Measure.Kind.COUNT, "count"), "", measured, SloText.thing(figures));
    }

    /** Returns the share of iterations that failed outside a request, if there are any iterations. */
    List<CheckedFigure> bodyFailures() {
        BodyFailures bodies = new BodyFailures(figures);
        return bodies.any()
                ? List.of(CheckedFigure.plain(
                        figures.result(), bodies.scope(), bodies.rate(), "%", bodies.measuredRate(), "iteration"))
                : List.of();
    }

    private ObjectiveResult date(ObjectiveResult verdict, SampleMetric sampleMetric, Operator operator) {
        if (!FirstMiss.canDate(sampleMetric, operator)) {
            return verdict;
        }
        FirstMiss search =
                new FirstMiss(figures::covers, figures.from().toMillis(), sampleMetric, operator, verdict.limit());
        figures.result().timeline().forEach(search::accept);
        return search.date(verdict);
    }
}
