// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.health.OpenFiles;
import io.github.perfjunit.internal.health.RunValidity;
import io.github.perfjunit.internal.report.text.NoRequest;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.slo.Delivery;
import io.github.perfjunit.slo.Explanation;
import io.github.perfjunit.slo.InvalidRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the generator is at fault. A pass stands if the planned load was delivered, because a late generator
 * only makes figures worse; a miss stands unless the generator explains every missed objective.
 */
final class InvalidRun {

    private static final String GENERATOR = "ask for less load, or give the generator more processors, memory or"
            + " workers; perf.invalid=warn judges the run all the same.";
    private static final String PLAN = ", or allow drops by @Slo(dropped = \"1%\") or assertThat(result).dropped();"
            + " perf.invalid=warn judges the run all the same.";

    private final String testName;
    private final LoadResult result;
    private final String report;
    private final @Nullable StackTraceElement frame;

    InvalidRun(String testName, LoadResult result, String report, @Nullable StackTraceElement frame) {
        this.testName = testName;
        this.result = result;
        this.report = report;
        this.frame = frame;
    }

    /** Returns the exception for a load that met its objectives but was not delivered; empty if its pass stands. */
    Optional<InvalidRunException> ofPass() {
        GeneratorHealth health = result.data().generator();
        List<String> problems = new ArrayList<>(new Delivery(result).problems());
        boolean delivered = problems.isEmpty();
        if (delivered && health.stuckUsers().isEmpty() && refusedFiles().isEmpty()) {
            return Optional.empty();
        }
        problems.addAll(health.problems());
        String reason = delivered
                ? "the generator had " + FigureFormat.count(problems.size(), "problem")
                : "the load asked for was not delivered";
        return Optional.of(exception(reason + ", so its figures prove nothing", problems, hint(delivered)));
    }

    /** Returns the exception for misses that the generator explains; empty if any of them stands. */
    Optional<InvalidRunException> ofMisses(List<ObjectiveResult> missed) {
        GeneratorHealth health = result.data().generator();
        List<String> unfit = RunValidity.problems(result.data());
        if (unfit.isEmpty()) {
            return Optional.empty();
        }
        List<String> explained = Explanation.of(result, missed);
        if (explained.isEmpty()) {
            return Optional.empty();
        }
        List<String> problems = new ArrayList<>(health.problems().isEmpty() ? unfit : health.problems());
        problems.addAll(explained);
        return Optional.of(exception("its generator explains what it missed", problems, GENERATOR));
    }

    /** Returns the exception for a load whose kind found the generator at fault; empty if it did not. */
    Optional<InvalidRunException> ofKind(List<String> found) {
        List<String> problems = new ArrayList<>(found);
        problems.addAll(refusedFiles());
        if (!result.data().generator().stuckUsers().isEmpty()) {
            problems.addAll(result.data().generator().problems());
        }
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(exception("its generator decided it, so it proves nothing", problems, GENERATOR));
    }

    private List<String> refusedFiles() {
        int users = result.data().scenarios().stream()
                .mapToInt(ScenarioSummary::users)
                .sum();
        return OpenFiles.problems(result.data().errors(), users, OpenFiles.limit());
    }

    private String hint(boolean delivered) {
        if (delivered) {
            return GENERATOR;
        }
        List<ScenarioSummary> dropping = result.data().scenarios().stream()
                .filter(scenario -> scenario.dropped() > 0)
                .toList();
        boolean tooFewUsers = dropping.stream().anyMatch(ScenarioSummary::open)
                || !new Delivery(result).shortages().isEmpty();
        if (tooFewUsers) {
            return "set maxUsers to what the rate needs" + PLAN;
        }
        if (dropping.isEmpty()) {
            return GENERATOR;
        }
        return (dropping.stream().anyMatch(ScenarioSummary::paced)
                        ? "raise pacing to what an iteration takes"
                        : "raise duration to what the iterations take")
                + PLAN;
    }

    private InvalidRunException exception(String reason, List<String> problems, String hint) {
        List<String> notes = new ArrayList<>();
        new Delivery(result).line().ifPresent(notes::add);
        NoRequest.note(result).ifPresent(notes::add);
        return InvalidRunException.of(testName, reason, problems, notes, hint, report, frame);
    }
}
