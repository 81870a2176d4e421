// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code @Stress} test found: at which load the target breaks, how, and whether it recovers.
 *
 * @param open whether levels are rates; otherwise users
 * @param steps the steps in order, as far as the load went
 * @param failures how it failed, the most frequent kind of error first; empty if it did not break
 * @param recovery the recovery after the load fell back; null if the target did not break, or broke at the first step
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StressReport(
        boolean open,
        List<LoadStep> steps,
        List<String> failures,
        @Nullable Recovery recovery) implements ResultSection, WithRecovery {

    /**
     * Copies the lists.
     *
     * @param open whether levels are rates
     * @param steps the steps in order
     * @param failures how it failed
     * @param recovery the recovery after the load fell back; null if there was nothing to recover from
     */
    public StressReport {
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
    }

    /**
     * Returns the last step that was held before any that was not: the lower end of the breaking point.
     *
     * @return the step; empty if the first step was not held
     */
    public Optional<LoadStep> lastHeld() {
        LoadStep last = null;
        for (LoadStep step : steps) {
            if (!step.state().isHeld()) {
                break;
            }
            last = step;
        }
        return Optional.ofNullable(last);
    }

    /**
     * Returns the first step that was missed: the upper end of the breaking point.
     *
     * @return the step; empty if the target did not break as far as the load went
     */
    public Optional<LoadStep> firstMissed() {
        return steps.stream()
                .filter(step -> step.state() == LoadStep.State.MISSED)
                .findFirst();
    }

    /**
     * Returns the breaking point in words.
     *
     * @return such as {@code between 40 users (held) and 50 users (missed)}
     */
    public String breakingPoint() {
        String held = lastHeld().map(step -> LevelText.of(step.level(), open)).orElse("");
        Optional<LoadStep> missed = firstMissed();
        if (missed.isPresent()) {
            String at = LevelText.of(missed.get().level(), open);
            return held.isEmpty()
                    ? "at or below " + at + ", the first step"
                    : "between " + held + " (held) and " + at + " (missed)";
        }
        LoadStep last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        if (last == null) {
            return "not known: no step was run";
        }
        if (last.state().isHeld()) {
            return "not reached: " + held + " were held";
        }
        return "not known: " + LevelText.of(last.level(), open) + " gave no verdict"
                + (held.isEmpty() ? "" : ", " + held + " were held");
    }

    @Override
    public String name() {
        return "stress";
    }

    @Override
    public Map<String, ?> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("unit", open ? "perSecond" : "users");
        data.put("breakingPoint", breakingPoint());
        lastHeld().ifPresent(step -> data.put("lastHeld", step.level()));
        firstMissed().ifPresent(step -> data.put("firstMissed", step.level()));
        data.put("failures", failures);
        if (recovery != null) {
            data.put("recovery", RecoveryData.of(recovery));
        }
        data.put("steps", StepTable.data(steps));
        return data;
    }

    @Override
    public List<ResultTable> tables() {
        List<ResultTable> tables = new ArrayList<>();
        List<List<String>> sentences = new ArrayList<>();
        sentences.add(List.of(breakingPoint()));
        firstMissed().ifPresent(step -> sentences.add(List.of("missed because " + step.reason())));
        failures.forEach(failure -> sentences.add(List.of(failure)));
        tables.add(new ResultTable("breaks", List.of(), sentences));
        if (recovery != null) {
            tables.add(new ResultTable("recovery", List.of(), List.of(List.of(RecoveryData.text(recovery)))));
        }
        tables.add(StepTable.of(steps, open));
        return tables;
    }
}
