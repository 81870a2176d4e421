// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.PoolSweepReport;
import io.github.perfjunit.jdbc.report.PoolSweepResult;
import io.github.perfjunit.jdbc.report.SweepStep;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts the sizes of a sweep together. */
final class SweepSteps {

    private SweepSteps() {}

    /** Adds what one size showed; returns for the last one what all of them show. */
    static Optional<ResultSection> add(SweepRun sweep, LoadResult result, JdbcReport report, boolean held) {
        Measurements all = result.all();
        LatencySummary latency = all.latency();
        LatencySummary acquire = report.connections().acquire();
        sweep.steps()
                .add(new SweepStep(
                        sweep.size(),
                        all.throughput(),
                        percentile(latency, 50),
                        percentile(latency, 95),
                        percentile(latency, 99),
                        all.failures(),
                        percentile(acquire, 95),
                        report.pool().map(pool -> pool.active().mean()).orElse(0.0),
                        report.pool()
                                .map(PoolReport::pending)
                                .map(gauge -> gauge.mean())
                                .orElse(0.0),
                        held));
        if (!sweep.last()) {
            return Optional.empty();
        }
        PoolSweepReport whole = PoolSweepReport.of(sweep.steps());
        return Optional.of(new PoolSweepResult(whole, PlainData.of(whole), tables(whole)));
    }

    private static Duration percentile(LatencySummary summary, double percentile) {
        return summary.isEmpty() ? Duration.ZERO : summary.percentile(percentile);
    }

    private static List<ResultTable> tables(PoolSweepReport report) {
        List<List<String>> rows = report.steps().stream().map(SweepSteps::row).toList();
        return List.of(
                new ResultTable(
                        "pool sweep",
                        List.of("pool of", "rate", "p50", "p95", "p99", "errors", "wait p95", "active", "SLOs"),
                        rows),
                new ResultTable("pool size", List.of(), List.of(List.of(report.advice()))));
    }

    private static List<String> row(SweepStep step) {
        return List.of(
                Integer.toString(step.size()),
                FigureFormat.rate(step.throughput()),
                FigureFormat.duration(step.p50()),
                FigureFormat.duration(step.p95()),
                FigureFormat.duration(step.p99()),
                FigureFormat.count(step.errors()),
                FigureFormat.duration(step.acquireP95()),
                FigureFormat.count(Math.round(step.active())),
                step.held() ? "held" : "missed");
    }

    /** Says that the objectives held at no size, and how near the best one came. */
    static AssertionError noneHeld(String test, List<SweepStep> steps, LoadResult result) {
        return new AssertionError(test + " missed its objectives with every size of the pool: "
                + steps.stream()
                        .map(step -> step.size() + " (" + FigureFormat.rate(step.throughput()) + ", p95 "
                                + FigureFormat.duration(step.p95()) + ", " + FigureFormat.count(step.errors(), "error")
                                + ")")
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("none")
                + "\n  report: " + result.directory());
    }
}
