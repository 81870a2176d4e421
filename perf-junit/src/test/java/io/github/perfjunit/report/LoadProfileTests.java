// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadProfileTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static LoadPlan plan(
            LoadModel model, Duration startAfter, ThinkTime thinkTime, boolean autoWarmUp, Duration gracefulStop) {
        return new LoadPlan(
                "name",
                List.of(new ScenarioPlan(
                        "visit", model, "in words", startAfter, thinkTime, autoWarmUp, gracefulStop, "http://a")),
                1,
                WorkerShare.WHOLE);
    }

    private static LoadModel closed(double users, Phase phase, Duration pacing, Long iterations) {
        return new LoadModel.Closed(List.of(new Segment(SECOND, users, users, phase)), pacing, iterations);
    }

    private static LoadPlan plan(LoadModel model) {
        return plan(model, Duration.ZERO, ThinkTime.NONE, false, SECOND);
    }

    @Test
    void whateverChangesTheLoad_changesTheHash() {
        LoadModel model = closed(5, Phase.MEASURE, null, null);
        List<Segment> rate = List.of(new Segment(SECOND, 5, 5, Phase.MEASURE));
        ScenarioPlan scenario = plan(model).scenarios().get(0);
        List<LoadPlan> plans = List.of(
                plan(model),
                plan(closed(6, Phase.MEASURE, null, null)),
                plan(closed(5, Phase.WARM_UP, null, null)),
                plan(closed(5, Phase.MEASURE, SECOND, null)),
                plan(closed(5, Phase.MEASURE, null, 10L)),
                plan(new LoadModel.Closed(List.of(new Segment(SECOND, 0, 5, Phase.MEASURE)), null, null)),
                plan(new LoadModel.Open(rate, 10, Overflow.QUEUE, Arrivals.EVEN)),
                plan(new LoadModel.Open(rate, 11, Overflow.QUEUE, Arrivals.EVEN)),
                plan(new LoadModel.Open(rate, 10, Overflow.DROP, Arrivals.EVEN)),
                plan(new LoadModel.Open(rate, 10, Overflow.QUEUE, Arrivals.POISSON)),
                plan(model, SECOND, ThinkTime.NONE, false, SECOND),
                plan(model, Duration.ZERO, new ThinkTime(SECOND, SECOND), false, SECOND),
                plan(model, Duration.ZERO, ThinkTime.NONE, true, SECOND),
                plan(model, Duration.ZERO, ThinkTime.NONE, false, Duration.ZERO),
                new LoadPlan("name", List.of(scenario, scenario), 1, WorkerShare.WHOLE));
        Set<String> hashes = new HashSet<>();
        plans.forEach(plan -> hashes.add(LoadProfile.hash(plan)));

        assertThat(hashes).hasSameSizeAs(plans).allMatch(hash -> hash.matches("[0-9a-f]{16}"));
    }

    @Test
    void namesAndSeed_doNotCount() {
        LoadPlan plan = plan(closed(5, Phase.MEASURE, null, null));
        ScenarioPlan scenario = plan.scenarios().get(0);
        ScenarioPlan renamed = new ScenarioPlan(
                "other",
                scenario.model(),
                "other words",
                scenario.startAfter(),
                scenario.thinkTime(),
                scenario.autoWarmUp(),
                scenario.gracefulStop(),
                "http://b");

        assertThat(LoadProfile.hash(new LoadPlan("renamed", List.of(renamed), 2, new WorkerShare(1, 3))))
                .isEqualTo(LoadProfile.hash(plan));
    }

    @Test
    void hash_isTheSameInEveryRun() {
        assertThat(LoadProfile.hash(ExampleLoad.closed())).isEqualTo("5c0dd6e00ffd64f0");
    }
}
