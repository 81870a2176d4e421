// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Checks during a load the limits of gauges that end it early.
 *
 * <p>A load ends when every value of the gauge over the window was beyond the limit (for a mean: the mean of them), and
 * there was one in at least half of its seconds: one peak, or a monitor that answers no more, ends no load. Values count
 * from the beginning of the measured time until the load ramps down.
 *
 * <p>Has no clock of its own: values carry the time of their interval. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MonitorWatch {

    private final List<Window> windows = new ArrayList<>();
    private long measuredFromMillis = -1;
    private @Nullable String reason;
    private @Nullable MonitorObjective missed;

    /**
     * Creates a watch.
     *
     * @param objectives limits of gauges; those without {@link MonitorObjective#abort()} are ignored
     */
    public MonitorWatch(List<MonitorObjective> objectives) {
        objectives.stream()
                .filter(objective -> objective.abort() != null)
                .forEach(objective -> windows.add(new Window(objective)));
    }

    /**
     * Takes a value of a gauge.
     *
     * @param interval the interval that it belongs to
     * @param gauge name of the gauge
     * @param unit its unit
     * @param value a finite number
     */
    public synchronized void accept(Interval interval, String gauge, String unit, double value) {
        if (reason != null || interval.phase() == Phase.RAMP_DOWN || interval.phase() == Phase.GRACE) {
            return;
        }
        if (measuredFromMillis < 0 && interval.phase() == Phase.MEASURE) {
            measuredFromMillis = interval.fromMillis();
        }
        if (measuredFromMillis < 0) {
            return;
        }
        for (Window window : windows) {
            if (window.objective.gauge().equals(gauge)
                    && window.isMissed(interval.toMillis(), value, measuredFromMillis)) {
                missed = window.objective;
                reason = window.reason(unit);
                return;
            }
        }
    }

    /**
     * Returns the reason to end the load now.
     *
     * @return a sentence, the same from then on; null while there is no reason
     */
    public synchronized @Nullable String reason() {
        return reason;
    }

    /**
     * Judges limits of gauges at the end of a load, without adding them to the ledger of the result.
     *
     * @param result the result of the load
     * @param objectives the limits, possibly none
     * @return one verdict for each; the one that ended the load is missed, whatever its figure over the whole time
     */
    public synchronized List<ObjectiveResult> judge(LoadResult result, List<MonitorObjective> objectives) {
        List<ObjectiveResult> verdicts = new ArrayList<>();
        for (MonitorObjective objective : objectives) {
            ObjectiveResult verdict = GaugeFigure.judge(result, objective);
            verdicts.add(reason != null && objective.equals(missed) ? verdict.missed(reason) : verdict);
        }
        return verdicts;
    }

    private static final class Window {

        private record Value(long millis, double value) {}

        private final MonitorObjective objective;
        private final Objective.Abort abort;
        private final Deque<Value> values = new ArrayDeque<>();
        private long missedFromMillis = -1;

        private Window(MonitorObjective objective) {
            this.objective = objective;
            this.abort = Objects.requireNonNull(objective.abort());
        }

        private boolean isMissed(long now, double value, long measuredFromMillis) {
            values.addLast(new Value(now, value));
            long over = abort.over().toMillis();
            while (values.getFirst().millis <= now - over) {
                values.removeFirst();
            }
            boolean full =
                    now - measuredFromMillis >= Math.max(over, abort.after().toMillis());
            if (!full || 2000L * values.size() < over || !isBeyond()) {
                missedFromMillis = -1;
                return false;
            }
            missedFromMillis = missedFromMillis < 0 ? now : missedFromMillis;
            return now - missedFromMillis >= abort.holdsFor().toMillis();
        }

        private boolean isBeyond() {
            Operator operator = objective.figure().operator();
            if (objective.figure() == MonitorObjective.Figure.MEAN) {
                return !operator.holds(mean(), objective.limit());
            }
            return values.stream().noneMatch(each -> operator.holds(each.value, objective.limit()));
        }

        private double mean() {
            return values.stream().mapToDouble(Value::value).average().orElse(Double.NaN);
        }

        private String reason(String unit) {
            boolean mean = objective.figure() == MonitorObjective.Figure.MEAN;
            boolean upper = objective.figure().operator().isUpper();
            double nearest = mean
                    ? mean()
                    : upper
                            ? values.stream().mapToDouble(Value::value).min().orElse(Double.NaN)
                            : values.stream().mapToDouble(Value::value).max().orElse(Double.NaN);
            String beyond = mean ? "" : upper ? "at least " : "at most ";
            return (mean ? "mean of monitor " : "monitor ") + SloText.name(objective.gauge()) + " was " + beyond
                    + ObjectiveResult.limitText(Math.rint(nearest * 1000) / 1000, unit) + " over the last "
                    + FigureFormat.duration(abort.over()) + ", limit " + (upper ? "" : ">= ") + objective.limitText();
        }
    }
}
