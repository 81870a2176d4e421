// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.slo.InvalidRunException;
import io.github.perfjunit.slo.SloViolation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What a load comes to: at most one throwable, in the order of what a reader must know first. A load that was cut off is
 * that, whatever its figures; a missed objective comes before an invalid run, because its message tells of both.
 *
 * @param verdict as files and console show it
 * @param failure what the test fails with; null if it passes
 */
public record LoadVerdict(Verdict verdict, @Nullable Throwable failure) {

    private static final String DROPPED = "dropped";

    /** What a load is judged by. */
    public record Case(
            String testName,
            LoadResult result,
            List<ObjectiveResult> objectives,
            List<Throwable> samples,
            @Nullable String abortedBy,
            PerfKeys keys,
            @Nullable StackTraceElement frame) {}

    public static LoadVerdict of(Case load) {
        LoadResult result = load.result();
        String stopped = result.data().stopReason();
        if (!stopped.isEmpty() && load.abortedBy() == null) {
            return new LoadVerdict(Verdict.ABORTED, cutOff(load, stopped));
        }
        if (allSkipped(result)) {
            return new LoadVerdict(
                    Verdict.ABORTED, new TestAbortedException("all iterations were skipped by a failed assumption"));
        }
        List<ObjectiveResult> binding = load.objectives().stream()
                .filter(load.result().enforcement()::binds)
                .toList();
        boolean smoke = load.keys().mode() == PerfKeys.Mode.SMOKE;
        List<String> problems = smoke ? List.of() : problems(result);
        if (load.abortedBy() != null || !binding.stream().allMatch(ObjectiveResult::met)) {
            return new LoadVerdict(
                    load.abortedBy() == null ? Verdict.FAILED : Verdict.ABORTED, violation(load, binding));
        }
        if (!problems.isEmpty()) {
            boolean fail = load.keys().invalid() == PerfKeys.Invalid.FAIL;
            return new LoadVerdict(
                    Verdict.INVALID,
                    fail
                            ? InvalidRunException.of(
                                    load.testName(),
                                    problems,
                                    result.directory().toString(),
                                    load.frame())
                            : null);
        }
        return new LoadVerdict(Verdict.PASSED, null);
    }

    /** Why the generator did not make the load it was asked for; dropped iterations count unless they were judged. */
    private static List<String> problems(LoadResult result) {
        List<String> problems = new ArrayList<>(result.data().generator().problems());
        boolean judged = result.objectives().stream().anyMatch(o -> o.metric().startsWith(DROPPED));
        for (ScenarioSummary scenario : result.data().scenarios()) {
            if (scenario.dropped() > 0 && !judged) {
                problems.add(FigureFormat.count(scenario.dropped()) + " of "
                        + FigureFormat.count(scenario.due(), "iteration")
                        + " of " + scenario.name() + " that were due never started, with "
                        + FigureFormat.count(scenario.users(), "user")
                        + "; raise " + (scenario.open() ? "maxUsers" : "duration") + ", or set a limit for them by "
                        + "@Slo(dropped = \"1%\") or assertThat(result).dropped()");
            }
        }
        return problems;
    }

    private static boolean allSkipped(LoadResult result) {
        return result.data().scenarios().stream()
                .allMatch(s -> s.started() > 0 && s.iterations().getOrDefault(Outcome.SKIPPED, 0L) == s.started());
    }

    private static Throwable cutOff(Case load, String reason) {
        long iterations = load.result().data().scenarios().stream()
                .mapToLong(ScenarioSummary::started)
                .sum();
        String text = load.testName() + " was cut off after " + FigureFormat.count(iterations, "iteration") + ": "
                + reason + "\n  report: " + load.result().directory();
        if (reason.equals("interrupted")) {
            return new InterruptedException(text);
        }
        AssertionError error = new AssertionError(text);
        if (load.frame() != null) {
            error.setStackTrace(SloViolation.stack(load.frame()));
        }
        load.samples().forEach(error::addSuppressed);
        return error;
    }

    private static SloViolation violation(Case load, List<ObjectiveResult> binding) {
        List<ObjectiveResult> shown = binding.stream().allMatch(ObjectiveResult::met) ? load.objectives() : binding;
        SloViolation violation = SloViolation.of(
                load.testName(),
                load.result(),
                shown,
                List.of(),
                load.result().directory().toString(),
                load.frame());
        load.samples().forEach(violation::addSuppressed);
        return violation;
    }
}
