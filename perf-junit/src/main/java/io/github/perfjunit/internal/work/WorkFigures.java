// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import io.github.perfjunit.analysis.MeanInterval;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.metrics.WorkFigure;
import io.github.perfjunit.metrics.WorkReport;
import java.util.ArrayList;
import java.util.List;

/** From the readings of a load to its figures. */
final class WorkFigures {

    private final WorkReading from;
    private final WorkReading to;
    private final List<WorkReading> borders;
    private final WorkSource source;

    WorkFigures(WorkReading from, WorkReading to, WorkTrack track, WorkSource source) {
        this.from = source.completed(from);
        this.to = source.completed(to);
        this.borders = track.borders(this.from, this.to, MeanInterval.BATCHES).stream()
                .map(source::completed)
                .toList();
        this.source = source;
    }

    /** Returns a report of nothing but the reason. */
    static WorkReport missing(WorkSource source, String why) {
        List<WorkFigure> figures = source.kinds().stream()
                .map(work -> WorkFigure.missing(work, why))
                .toList();
        return new WorkReport(0, 0, 0, 0, figures, List.of(), false, source.jvm(), List.of());
    }

    WorkReport report() {
        long ended = to.progress().ended() - from.progress().ended();
        List<WorkFigure> figures = source.kinds().stream().map(this::figure).toList();
        return new WorkReport(
                iterations(),
                ended - iterations(),
                underWay(),
                (to.nanos() - from.nanos()) / 1_000_000,
                figures,
                source.sinceMark(),
                false,
                source.jvm(),
                source.pinnedAt());
    }

    private long iterations() {
        return to.ok() - from.ok();
    }

    private long underWay() {
        return from.underWay() + to.underWay();
    }

    private WorkFigure figure(Work work) {
        double total = to.count(work) - from.count(work);
        String obstacle = obstacle(work);
        if (!obstacle.isEmpty()) {
            return WorkFigure.missing(work, obstacle);
        }
        double mean = total / iterations();
        List<Double> batches = new ArrayList<>();
        for (int i = 1; i < borders.size(); i++) {
            WorkReading before = borders.get(i - 1);
            WorkReading after = borders.get(i);
            batches.add((after.count(work) - before.count(work)) / (after.ok() - before.ok()));
        }
        return new WorkFigure(work, mean, spread(work, mean, batches), total, batches, "");
    }

    /** An iteration that is under way at an end of the count is counted whole and worked in part, or the other way round. */
    private double spread(Work work, double mean, List<Double> batches) {
        boolean recorded = isRecorded(work);
        boolean cut = batches.size() == MeanInterval.BATCHES;
        if (!cut && !recorded) {
            return Double.NaN;
        }
        double half = cut
                ? MeanInterval.ofBatches(recorded ? beyondReading(mean, batches) : array(batches))
                        .half()
                : 0;
        return half + mean * Math.min(1, (double) underWay() / iterations());
    }

    /** What clients record is exact, but for what was under way; what the JVM counts has a spread of its own. */
    private static boolean isRecorded(Work work) {
        return work != Work.ALLOCATED && work != Work.COLLECTIONS;
    }

    private static double[] array(List<Double> batches) {
        return batches.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Leaves of each difference from the mean what iterations under way at the borders of the part do not explain. */
    private double[] beyondReading(double mean, List<Double> batches) {
        double[] beyond = new double[batches.size()];
        for (int i = 0; i < beyond.length; i++) {
            WorkReading before = borders.get(i);
            WorkReading after = borders.get(i + 1);
            double explained = mean * (before.underWay() + after.underWay()) / (after.ok() - before.ok());
            double difference = batches.get(i) - mean;
            beyond[i] = mean + Math.signum(difference) * Math.max(0, Math.abs(difference) - explained);
        }
        return beyond;
    }

    private String obstacle(Work work) {
        return iterations() == 0 ? "no iteration ended well" : source.obstacle(work, iterations(), from, to);
    }
}
