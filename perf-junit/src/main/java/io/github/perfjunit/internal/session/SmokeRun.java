// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.slo.SloViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the one iteration of a smoke run did its work. No objective is judged there, but an iteration that failed, also
 * after its body had returned, or a check that failed is no test that passes.
 */
final class SmokeRun {

    private SmokeRun() {}

    /** Returns what a smoke run fails with whose body threw nothing. */
    static Optional<AssertionError> failure(LoadVerdict.Case load) {
        LoadResult result = load.result();
        List<String> wrong = new ArrayList<>();
        for (ErrorSummary error : result.data().errors()) {
            if (failsIteration(result) || error.request().equals(LoadResult.USER)) {
                wrong.add(error.message());
            }
        }
        if (wrong.isEmpty() && failsIteration(result)) {
            wrong.add("its iteration did not end well");
        }
        for (CheckSummary check : result.data().checks()) {
            if (check.failed() > 0) {
                wrong.add("check \"" + check.name() + "\" failed");
            }
        }
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        AssertionError error = new AssertionError(load.testName() + " failed as a functional test: "
                + String.join("; ", wrong) + "\n  report: " + RunFiles.report(load.keys(), result));
        if (load.frame() != null) {
            error.setStackTrace(SloViolation.stack(load.frame()));
        }
        load.samples().forEach(error::addSuppressed);
        return Optional.of(error);
    }

    private static boolean failsIteration(LoadResult result) {
        return result.data().scenarios().stream().anyMatch(SmokeRun::lost);
    }

    private static boolean lost(ScenarioSummary scenario) {
        long good = scenario.iterations().getOrDefault(Outcome.OK, 0L)
                + scenario.iterations().getOrDefault(Outcome.SKIPPED, 0L);
        return good < scenario.started();
    }
}
