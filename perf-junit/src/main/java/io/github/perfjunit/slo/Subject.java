// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;

/**
 * What fluent checks are about.
 *
 * @param figures its figures
 * @param service true to look at service times rather than response times
 */
record Subject(Measurements figures, boolean service) {

    Subject withServiceTime() {
        return new Subject(figures, true);
    }

    CheckedFigure figure(SampleMetric sampleMetric) {
        MeasuredValue measured = sampleMetric.read(SampleTotals.of(figures, service), figures.duration());
        return new CheckedFigure(
                figures.result(),
                figures.subject(),
                sampleMetric.name(),
                sampleMetric.unit(),
                measured,
                (verdict, operator) -> date(verdict, sampleMetric, operator),
                SloText.thing(figures.result()));
    }

    CheckedFigure countFigure() {
        MeasuredValue measured = MeasuredValue.count(figures.count(), figures.count());
        return CheckedFigure.count(figures.result(), figures.subject(), "count", measured);
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
