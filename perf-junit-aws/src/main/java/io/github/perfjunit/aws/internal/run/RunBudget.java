// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.cost.CostEstimate;
import io.github.perfjunit.aws.internal.cost.CostReport;
import io.github.perfjunit.aws.internal.cost.Prices;
import io.github.perfjunit.aws.internal.cost.RunSize;
import io.github.perfjunit.aws.internal.ecs.FargateWorkers;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.spi.RemoteSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run will cost, and did.
 *
 * @param size of the run
 * @param prices of the region
 * @param estimate before the run; empty if a price is missing
 * @param missing sentences about missing prices
 */
record RunBudget(RunSize size, Prices prices, Optional<CostEstimate> estimate, List<String> missing) {

    /** From the call to the first container, as often seen in reports of users; the estimate says that it is one. */
    private static final Duration START = Duration.ofMinutes(1);

    private static final Duration STOP = Duration.ofMinutes(2);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final long SNAPSHOT_SECONDS = 10;

    static RunBudget of(AwsSettings settings, Prices prices, LoadPlan plan) {
        RunSize size = size(settings, plan);
        List<String> missing = new ArrayList<>();
        return new RunBudget(size, prices, CostEstimate.of(size, prices, missing::add), missing);
    }

    private static RunSize size(AwsSettings settings, LoadPlan plan) {
        RemoteSettings remote = settings.remote();
        Duration grace = plan.scenarios().stream()
                .map(ScenarioPlan::gracefulStop)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration longest = remote.maxDuration().isZero()
                ? remote.startLead().plus(plan.duration()).plus(grace).plus(MARGIN)
                : remote.maxDuration();
        long seconds = Math.max(1, plan.duration().toSeconds());
        int tasks = settings.size().tasks();
        long putsEach = seconds / Math.max(1, remote.send().toSeconds()) + seconds / SNAPSHOT_SECONDS + 3;
        long getsEach = 3 * seconds * 1000 / Math.max(1, remote.look().toMillis());
        return new RunSize(
                tasks,
                settings.size().cpu(),
                settings.size().memory(),
                settings.size().arm(),
                settings.size().spot(),
                settings.place().publicIp(),
                0,
                new RunSize.Times(
                        START, plan.duration(), remote.readyTimeout(), longest, STOP, 1 + FargateWorkers.REPLACEMENTS),
                tasks * putsEach,
                tasks * getsEach,
                0);
    }

    /** A cap cannot be held without prices. */
    void check(double maxCostUsd, Consumer<String> problems) {
        if (maxCostUsd > 0) {
            missing.forEach(problems);
            estimate.flatMap(each -> each.above(maxCostUsd)).ifPresent(problems);
        }
    }

    List<String> lines() {
        return estimate.map(CostEstimate::lines).orElse(missing);
    }

    /** Returns what it did cost; empty without prices. */
    Optional<ResultSection> report(Collection<Duration> paid) {
        return estimate.map(before -> CostReport.of(size, prices, paid, before));
    }
}
