// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What fluent checks are about.
 *
 * @param figures its figures
 * @param service true to look at service times rather than response times
 * @param result the load they come from; null if that is not known, so that checks are not recorded
 * @param keys which series of the load belong to it
 * @param from start of the stretch of time that is looked at
 * @param to end of the stretch of time that is looked at
 */
record Subject(
        Measurements figures,
        boolean service,
        @Nullable LoadResult result,
        Predicate<Series.Key> keys,
        Duration from,
        Duration to) {

    private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

    static Subject of(Measurements figures) {
        return new Subject(figures, false, null, key -> false, Duration.ZERO, FOREVER);
    }

    static Subject measured(LoadResult result, Measurements figures, Predicate<Series.Key> keys) {
        return inPhase(result, figures, Phase.MEASURE, keys);
    }

    static Subject inPhase(LoadResult result, Measurements figures, Phase phase, Predicate<Series.Key> keys) {
        Predicate<Series.Key> both = key -> key.phase() == phase && keys.test(key);
        return new Subject(figures, false, result, both, Duration.ZERO, FOREVER);
    }

    static Subject during(LoadResult result, Duration from, Duration to) {
        return new Subject(result.during(from, to), false, result, key -> true, from, to);
    }

    Subject withServiceTime() {
        return new Subject(figures, true, result, keys, from, to);
    }

    Question ask(Yardstick yardstick) {
        Reading reading = yardstick.read(Tally.of(figures, service), figures.duration());
        return new Question(
                result,
                figures.subject(),
                yardstick.name(),
                yardstick.unit(),
                reading,
                (verdict, operator) -> date(verdict, yardstick, operator));
    }

    Question askCount() {
        Reading reading = Reading.count(figures.count(), figures.count());
        return new Question(result, figures.subject(), "count", "", reading, (verdict, operator) -> verdict);
    }

    private ObjectiveResult date(ObjectiveResult verdict, Yardstick yardstick, Operator operator) {
        LoadResult known = result;
        if (known == null || !FirstMiss.canDate(yardstick, operator)) {
            return verdict;
        }
        SeriesKind kind = SloText.kind(known);
        FirstMiss search =
                new FirstMiss(key -> key.kind() == kind && keys.test(key), yardstick, operator, verdict.limit());
        known.timeline().forEach(interval -> {
            if (interval.fromMillis() >= from.toMillis() && interval.toMillis() <= to.toMillis()) {
                search.accept(interval);
            }
        });
        return search.date(verdict);
    }
}
