// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.body.BodySamples;
import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.internal.util.SourceLines;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.slo.InvalidRunException;
import io.github.perfjunit.slo.MonitorObjective;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.SloViolation;
import io.github.perfjunit.slo.WorkObjective;
import io.github.perfjunit.spi.Judgement;
import io.github.perfjunit.spi.LoadExecutor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Runs the load of an annotated test method, judges it by its objectives, and shows the result. */
public final class JudgedLoad {

    /**
     * The load to run and its objectives.
     *
     * @param context of the test method
     * @param setUp without mistakes
     * @param participants the participants, already opened
     * @param local the load
     * @param objectives its objectives
     * @param work its objectives about the work of an iteration
     * @param ofMonitors its limits of gauges
     * @param executor runs it
     * @param samples the first exceptions of its code
     * @param results gets the result before anything is called after the load
     * @param afterLoad checks the result and returns its failure, if any
     * @param conduct gives the course and the verdict; null if the settings and the objectives do
     */
    public record Spec(
            ExtensionContext context,
            LoadSetUp setUp,
            Participants participants,
            LocalLoad local,
            List<Objective> objectives,
            List<WorkObjective> work,
            List<MonitorObjective> ofMonitors,
            LoadExecutor executor,
            BodySamples samples,
            Consumer<LoadResult> results,
            Supplier<List<Throwable>> afterLoad,
            @Nullable Conduct conduct) {}

    private final Spec spec;

    public JudgedLoad(Spec spec) {
        this.spec = spec;
    }

    /** Runs the load and judges it; throws the failure of the test. */
    public void run() throws Throwable {
        boolean judged = spec.setUp().keys().sloInForce() != Enforcement.OFF;
        LoadSession session = session(judged ? spec.objectives() : List.of(), judged ? spec.ofMonitors() : List.of());
        LoadResult result = session.run();
        boolean interrupted = Thread.interrupted(); // otherwise no file could be written
        try {
            spec.participants().concluded(judge(session, result, judged ? spec.afterLoad() : List::of));
        } finally {
            session.endConduct();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private LoadSession session(List<Objective> objectives, List<MonitorObjective> ofMonitors) {
        ExtensionContext context = spec.context();
        TestName test = Invocations.name(context, Invocations.number(context));
        return session(new LoadSession.Spec(
                test,
                spec.local(),
                objectives,
                ofMonitors,
                spec.setUp().keys().sloInForce() == Enforcement.OFF ? List.of() : spec.work(),
                spec.setUp().keys(),
                spec.executor(),
                context.getUniqueId(),
                spec.setUp().settings().found(),
                spec.participants()
                        .notes(spec.setUp().notes(context, spec.local().plan())),
                spec.participants(),
                spec.conduct(),
                List.of()));
    }

    private LoadResult judge(LoadSession session, LoadResult measured, Supplier<List<Throwable>> afterLoad)
            throws Throwable {
        boolean smoke = spec.setUp().keys().mode() == PerfKeys.Mode.SMOKE;
        BodySamples samples = spec.samples();
        Throwable first = samples.first();
        if (smoke && first != null && measured.data().stopReason().isEmpty()) {
            finish(session, measured, first instanceof TestAbortedException ? Verdict.ABORTED : Verdict.FAILED, first);
            throw first;
        }
        KindJudgement kind = KindJudgement.of(session, measured, smoke);
        boolean alone = kind.alone();
        List<ObjectiveResult> verdicts = new ArrayList<>(alone ? List.of() : session.judge(measured));
        if (!smoke) {
            verdicts.addAll(session.judgeMonitors(measured));
        }
        Participants taking = spec.participants();
        Judgement more = smoke ? Judgement.NONE : taking.judge(measured, List.copyOf(verdicts));
        boolean decided = taking.decide();
        if (spec.setUp().keys().sloInForce() != Enforcement.OFF) {
            verdicts.addAll(kind.verdicts());
            verdicts.addAll(session.judgeWork(measured));
            verdicts.addAll(more.verdicts());
        }
        LoadResult result = measured.with(kind.sections()).with(more.sections());
        verdicts.forEach(result.ledger()::add);
        spec.results().accept(result);
        List<Throwable> missed = new ArrayList<>(kind.failures());
        missed.addAll(taking.failures());
        missed.addAll(smoke ? List.of() : afterLoad.get());
        List<String> invalid = kind.invalid();
        LoadVerdict verdict = verdict(session, result, verdicts, invalid, alone);
        if (verdict.failure() == null
                && !missed.isEmpty()
                && missed.stream().allMatch(SloViolation.class::isInstance)) {
            LoadVerdict withChecks = verdict(session, result, result.objectives(), invalid, alone);
            verdict = withChecks.failure() instanceof InvalidRunException ? withChecks : verdict;
        }
        Verdict shown = smoke && verdict.failure() == null ? Verdict.SMOKE : verdict.verdict();
        Throwable why = verdict.failure() != null ? verdict.failure() : missed.isEmpty() ? null : missed.get(0);
        finish(session, result, missed.isEmpty() || verdict.failure() != null ? shown : Verdict.FAILED, why);
        boolean left = decided && result.enforcement() != Enforcement.OFF && verdict.failure() instanceof SloViolation;
        throwAny(left ? null : verdict.failure(), missed);
        return result;
    }

    private LoadVerdict verdict(
            LoadSession session,
            LoadResult result,
            List<ObjectiveResult> objectives,
            List<String> invalid,
            boolean byKindAlone) {
        Method method = spec.context().getRequiredTestMethod();
        return LoadVerdict.of(new LoadVerdict.Case(
                method.getName(),
                result,
                objectives,
                spec.samples().samples(),
                session.abortReason(),
                spec.setUp().keys(),
                SourceLines.frameOf(method),
                invalid,
                byKindAlone));
    }

    private LoadSession session(LoadSession.Spec opened) {
        try {
            LoadSession session = new LoadSession(opened);
            RunFiles.expect(spec.context(), opened.keys(), opened.test());
            return session;
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "1 configuration error in " + Invocations.place(spec.context()) + ":\n  - " + e.getMessage(), e);
        }
    }

    private static void finish(LoadSession session, LoadResult result, Verdict verdict, @Nullable Throwable failure) {
        session.write(result, verdict, failure);
        session.print(result, verdict);
    }

    private static void throwAny(@Nullable Throwable failure, List<Throwable> missed) throws Throwable {
        Throwable thrown = failure;
        for (Throwable each : missed) {
            if (thrown == null) {
                thrown = each;
            } else {
                thrown.addSuppressed(each);
            }
        }
        if (thrown != null) {
            throw thrown;
        }
    }
}
