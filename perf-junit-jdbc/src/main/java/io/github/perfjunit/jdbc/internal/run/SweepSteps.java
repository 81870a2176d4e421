// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.PoolSweepReport;
import io.github.perfjunit.jdbc.report.PoolSweepResult;
import io.github.perfjunit.jdbc.report.SweepRound;
import io.github.perfjunit.jdbc.report.SweepStep;
import io.github.perfjunit.metrics.FigureFormat;
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

    /** Adds what one turn showed; returns for the last one what all of them show. */
    static Optional<ResultSection> add(SweepRun turn, LoadResult result, JdbcReport report, boolean held) {
        Measurements all = result.all();
        Optional<PoolReport> pool = report.pool();
        turn.sweep()
                .add(
                        turn,
                        new SweepRound(
                                turn.round(),
                                all.throughput(),
                                all.latency(),
                                all.failures(),
                                report.connections().acquire(),
                                pool.map(p -> p.active().mean()).orElse(0.0),
                                pool.map(p -> p.pending().mean()).orElse(0.0),
                                held));
        if (!turn.last() || turn.sweep().steps().isEmpty()) {
            return Optional.empty();
        }
        PoolSweepReport whole = turn.sweep().report();
        return Optional.of(new PoolSweepResult(whole, PlainData.of(whole), tables(whole)));
    }

    static List<ResultTable> tables(PoolSweepReport report) {
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
                time(step.p50()),
                time(step.p95()),
                time(step.p99()),
                FigureFormat.count(step.errors()),
                time(step.acquireP95()),
                count(step.active()),
                held(step));
    }

    /** A time of zero stands for none: no transaction ended well, or nothing is known of waits. */
    private static String time(Duration time) {
        return time.isZero() ? "-" : FigureFormat.duration(time);
    }

    /** Writes a mean of a count like any other figure: one that is not zero is not shown as zero. */
    private static String count(double mean) {
        String rate = FigureFormat.rate(mean);
        return rate.substring(0, rate.length() - 2);
    }

    private static String held(SweepStep step) {
        long held = step.rounds().stream().filter(SweepRound::held).count();
        if (held == step.rounds().size()) {
            return "held";
        }
        return held == 0 ? "missed" : "held " + held + " of " + step.rounds().size();
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
