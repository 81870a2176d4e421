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

    Question ask(Yardstick yardstick) {
        Reading reading = yardstick.read(Tally.of(figures, service), figures.duration());
        return new Question(
                figures.result(),
                figures.subject(),
                yardstick.name(),
                yardstick.unit(),
                reading,
                (verdict, operator) -> date(verdict, yardstick, operator),
                SloText.thing(figures.result()));
    }

    Question askCount() {
        Reading reading = Reading.count(figures.count(), figures.count());
        return Question.count(figures.result(), figures.subject(), "count", reading);
    }

    private ObjectiveResult date(ObjectiveResult verdict, Yardstick yardstick, Operator operator) {
        if (!FirstMiss.canDate(yardstick, operator)) {
            return verdict;
        }
        FirstMiss search =
                new FirstMiss(figures::covers, figures.from().toMillis(), yardstick, operator, verdict.limit());
        figures.result().timeline().forEach(search::accept);
        return search.date(verdict);
    }
}
