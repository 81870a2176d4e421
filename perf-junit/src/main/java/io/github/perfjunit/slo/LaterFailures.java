// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Iterations that began in the measured time and failed by a request that was sent after its end. Such a request is in no
 * measured figure, so its iteration would be a failure that nobody sees.
 */
final class LaterFailures {

    private static final int MESSAGE = 120;

    private final LoadResult result;
    private final ErrorCoverage coverage;

    LaterFailures(LoadResult result, ErrorCoverage coverage) {
        this.result = result;
        this.coverage = coverage;
    }

    Optional<ObjectiveResult> judge() {
        if (result.kind() == SeriesKind.ITERATION) {
            return Optional.empty(); // their failures are those of the iterations
        }
        List<String> scenarios = result.data().scenarios().stream()
                .map(ScenarioSummary::name)
                .filter(scenario -> !coverage.coversBodies(scenario) && failed(scenario) > 0)
                .toList();
        long failed = scenarios.stream().mapToLong(this::failed).sum();
        if (failed == 0) {
            return Optional.empty();
        }
        long iterations = scenarios.stream()
                .mapToLong(scenario -> result.scenario(scenario).iterations())
                .sum();
        String top = result.data().errors().stream()
                .filter(error -> scenarios.contains(error.scenario()) && isLater(error))
                .max(Comparator.comparingLong(LaterFailures::later))
                .map(error -> ": most often " + SloText.name(error.request()) + " "
                        + SloText.clean(ErrorRemainder.kindAndMessage(error), MESSAGE) + ", "
                        + FigureFormat.count(later(error), "time"))
                .orElse("");
        return Optional.of(MeasuredValue.count(failed, iterations)
                .noted("by requests after the measured time" + top)
                .judge(Scope.ITERATIONS, BodyFailures.count(), Operator.AT_MOST, Limit.of(0, ""), ""));
    }

    /** Counts the failed iterations that no failure of the measured time explains. */
    private long failed(String scenario) {
        long known = 0;
        long failed = 0;
        for (Series series : result.data().series()) {
            Series.Key key = series.key();
            if (key.phase() != Phase.MEASURE || !key.scenario().equals(scenario)) {
                continue;
            }
            if (key.kind() == SeriesKind.ITERATION) {
                failed += series.failures();
            } else if (key.kind() == SeriesKind.REQUEST) {
                known += series.failures();
            }
        }
        long later = 0;
        for (ErrorSummary error : result.data().errors()) {
            if (!error.scenario().equals(scenario)) {
                continue;
            }
            if (error.request().equals(LoadResult.ITERATION)) {
                known += error.measured();
            } else if (isLater(error)) {
                later += later(error);
            }
        }
        return Math.max(0, Math.min(failed - known, later));
    }

    private boolean isLater(ErrorSummary error) {
        return later(error) > 0
                && !error.request().equals(LoadResult.ITERATION)
                && !error.request().equals(LoadResult.USER)
                && !coverage.coversKind(error.kind())
                && !coverage.coversRequests(error.scenario(), error.request());
    }

    private static long later(ErrorSummary error) {
        return error.count() - error.measured();
    }
}
