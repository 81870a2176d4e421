// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.health.OpenFiles;
import io.github.perfjunit.internal.report.ResultDirectory;
import io.github.perfjunit.internal.report.console.Glyphs;
import io.github.perfjunit.internal.report.console.ProgressMode;
import io.github.perfjunit.internal.report.console.ProgressPrinter;
import io.github.perfjunit.internal.report.console.SummaryTable;
import io.github.perfjunit.internal.report.text.NoRequest;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.slo.AbortWatch;
import io.github.perfjunit.slo.Delivery;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.Objectives;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One load from its validated plan to its written result. */
public final class LoadSession implements LoadJob {

    /** What is run and how. */
    public record Spec(
            TestName test,
            LocalLoad local,
            List<Objective> objectives,
            PerfKeys keys,
            LoadExecutor executor,
            @Nullable String uniqueId,
            Map<String, String> settings,
            List<String> notes,
            Participants participants) {}

    /** What all tests of this JVM have in common. */
    private static final String RUN_ID =
            Long.toString(ProcessHandle.current().pid(), 36) + "-" + Long.toString(System.currentTimeMillis(), 36);

    private final Spec spec;
    private final AbortWatch abort;
    private final ResultDirectory directory;
    private final Thread emergency;
    private final List<String> notes;
    private Consumer<Interval> listeners = interval -> {};

    /**
     * Opens the files.
     *
     * @throws IllegalArgumentException if they cannot be written
     */
    public LoadSession(Spec spec) {
        this.spec = spec;
        this.notes = new ArrayList<>(spec.notes());
        if (spec.executor().name().equals("local")) {
            OpenFiles.notes(spec.local().plan(), OpenFiles.limit()).forEach(this::warn);
        }
        this.abort = new AbortWatch(spec.objectives().stream()
                .filter(objective -> canFail(objective, spec.keys()))
                .toList());
        ResultDirectory.Header header =
                new ResultDirectory.Header(spec.test(), RUN_ID, spec.local().plan(), Instant.now());
        this.directory = ResultDirectory.open(
                spec.keys().output(),
                header,
                spec.local()::snapshot,
                spec.participants().monitors());
        this.emergency = new Thread(directory::emergency, "perf-emergency");
    }

    /** Tells at once what the summary tells again: by then the load may have failed for it. */
    private void warn(String note) {
        notes.add(note);
        System.out.println(spec.test().display() + ": " + note);
    }

    /** Objectives that are only reported never abort the load. */
    private static boolean canFail(Objective objective, PerfKeys keys) {
        return keys.sloInForce() == Enforcement.ENFORCE || objective.metric() == Objective.Metric.ERROR_RATE;
    }

    /** Runs the load; what was measured is returned even if it ended early. */
    public LoadResult run() {
        Runtime.getRuntime().addShutdownHook(emergency);
        LoadData data;
        try (ProgressPrinter progress = ProgressPrinter.open(
                ProgressMode.valueOf(spec.keys().progress().name()),
                spec.local().plan())) {
            listeners = directory.andThen(progress).andThen(abort::accept);
            data = spec.executor().execute(this);
        } catch (RuntimeException | Error e) {
            directory.emergency();
            forgetEmergency();
            throw e;
        }
        boolean interrupted = Thread.interrupted(); // or what the load needed could not be asked any more
        try {
            return new LoadResult(
                    spec.local().plan().name(),
                    data,
                    directory.timeline(),
                    directory.path(),
                    spec.keys().sloInForce(),
                    directory.monitors(),
                    spec.participants().ended(data));
        } catch (RuntimeException | Error e) {
            directory.emergency();
            forgetEmergency();
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes the result with its verdict; may be called again when more objectives were held against it. */
    public void write(LoadResult result, Verdict verdict) {
        List<String> all = new ArrayList<>(notes);
        if (spec.keys().mode() == PerfKeys.Mode.LOAD) {
            NoRequest.note(result).ifPresent(all::add);
        }
        if (verdict == Verdict.INVALID) {
            all.addAll(new Delivery(result).problems());
        }
        directory.finish(result, verdict, all);
        forgetEmergency();
    }

    private void forgetEmergency() {
        try {
            Runtime.getRuntime().removeShutdownHook(emergency);
        } catch (IllegalStateException e) {
            notes.add("the JVM was shutting down when the load ended");
        }
    }

    /** Prints the summary; once a load, when the verdict is known. */
    public void print(LoadResult result, Verdict verdict) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(directory.problems());
        System.out.print(SummaryTable.text(spec.test(), result, verdict, all, Glyphs.ofStdout()));
        System.out.flush();
    }

    /** Judges the objectives; the one that ended the load is missed, whatever its figure over the whole time. */
    List<ObjectiveResult> judge(LoadResult result) {
        List<ObjectiveResult> verdicts = new ArrayList<>(Objectives.evaluate(result, spec.objectives()));
        Objective missed = abort.missed();
        String reason = abort.reason();
        if (missed != null && reason != null) {
            int index = spec.objectives().indexOf(missed);
            verdicts.set(index, verdicts.get(index).missed(reason));
        }
        return verdicts;
    }

    /** Returns why an objective ended the load, or null if none did. */
    @Nullable
    String abortReason() {
        return abort.reason();
    }

    public Spec spec() {
        return spec;
    }

    @Override
    public LoadPlan plan() {
        return spec.local().plan();
    }

    @Override
    public @Nullable String uniqueId() {
        return spec.uniqueId();
    }

    @Override
    public Map<String, String> settings() {
        return spec.settings();
    }

    @Override
    public Consumer<Interval> intervals() {
        return listeners;
    }

    @Override
    public @Nullable String stopRequested() {
        return abort.reason();
    }

    @Override
    public LoadData runHere(LoadPlan plan, Consumer<Interval> intervals) {
        return spec.local().run(plan, intervals, this::stopRequested);
    }
}
