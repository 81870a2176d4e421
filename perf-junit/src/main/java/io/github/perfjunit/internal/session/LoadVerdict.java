// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.report.text.NoRequest;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.slo.InvalidRunException;
import io.github.perfjunit.slo.SloViolation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The verdict on a load: at most one throwable, the most important first. A load that was cut off fails for that
 * reason, whatever its figures; a miss comes next, unless the generator explains it; then a load that was not
 * delivered.
 *
 * @param verdict the word shown in files and on the console
 * @param failure the failure of the test; null if it passes
 */
public record LoadVerdict(Verdict verdict, @Nullable Throwable failure) {

    /**
     * The data on which a load is judged.
     *
     * @param invalid why a kind of load with a verdict of its own takes the run for invalid; none if it does not
     * @param byKindAlone whether that verdict takes the place of the ordinary one
     */
    public record Case(
            String testName,
            LoadResult result,
            List<ObjectiveResult> objectives,
            List<Throwable> samples,
            @Nullable String abortedBy,
            PerfKeys keys,
            @Nullable StackTraceElement frame,
            List<String> invalid,
            boolean byKindAlone) {}

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
        boolean smoke = load.keys().mode() == PerfKeys.Mode.SMOKE;
        Optional<AssertionError> broken = smoke ? SmokeRun.failure(load) : Optional.empty();
        if (broken.isPresent()) {
            return new LoadVerdict(Verdict.FAILED, broken.get());
        }
        boolean invalidFails = load.keys().invalid() == PerfKeys.Invalid.FAIL;
        List<ObjectiveResult> binding =
                load.objectives().stream().filter(result.enforcement()::binds).toList();
        List<ObjectiveResult> missed =
                binding.stream().filter(objective -> !objective.met()).toList();
        if (load.abortedBy() != null) {
            return new LoadVerdict(Verdict.ABORTED, violation(load, binding));
        }
        InvalidRun invalid =
                new InvalidRun(load.testName(), result, RunFiles.report(load.keys(), result), load.frame());
        if (load.byKindAlone() && !smoke) {
            return ofKind(load, binding, invalid.ofKind(load.invalid()));
        }
        if (!missed.isEmpty()) {
            Optional<InvalidRunException> explained =
                    smoke || !invalidFails ? Optional.empty() : invalid.ofMisses(missed);
            return explained
                    .map(exception -> new LoadVerdict(Verdict.INVALID, exception))
                    .orElseGet(() -> new LoadVerdict(Verdict.FAILED, violation(load, binding)));
        }
        if (!load.invalid().isEmpty()) {
            return ofKind(load, binding, invalid.ofKind(load.invalid()));
        }
        Optional<InvalidRunException> undelivered = smoke ? Optional.empty() : invalid.ofPass();
        if (undelivered.isPresent()) {
            return new LoadVerdict(Verdict.INVALID, invalidFails ? undelivered.get() : null);
        }
        boolean judged = result.enforcement() == Enforcement.ENFORCE;
        return new LoadVerdict(judged || smoke ? Verdict.PASSED : Verdict.NOT_JUDGED, null);
    }

    /** A generator at fault comes first: what a kind has judged is not what the target did. */
    private static LoadVerdict ofKind(Case load, List<ObjectiveResult> binding, Optional<InvalidRunException> invalid) {
        boolean fails = load.keys().invalid() == PerfKeys.Invalid.FAIL;
        if (invalid.isPresent() && fails) {
            return new LoadVerdict(Verdict.INVALID, invalid.get());
        }
        if (!binding.stream().allMatch(ObjectiveResult::met)) {
            return new LoadVerdict(Verdict.FAILED, violation(load, binding));
        }
        if (invalid.isPresent()) {
            return new LoadVerdict(Verdict.INVALID, null);
        }
        boolean judged = load.result().enforcement() == Enforcement.ENFORCE;
        return new LoadVerdict(judged ? Verdict.PASSED : Verdict.NOT_JUDGED, null);
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
                + reason + "\n  report: " + RunFiles.report(load.keys(), load.result());
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
                NoRequest.note(load.result()).stream().toList(),
                RunFiles.report(load.keys(), load.result()),
                load.frame());
        load.samples().forEach(violation::addSuppressed);
        return violation;
    }
}
