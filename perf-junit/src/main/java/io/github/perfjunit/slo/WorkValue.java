// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.metrics.WorkFigure;
import io.github.perfjunit.metrics.WorkReport;
import java.util.List;

/**
 * The work of an iteration, as it can be compared with a limit. There is a verdict if the figure is known to a tenth of the
 * limit, or lies further from the limit than it may be wrong.
 */
final class WorkValue {

    private static final String EACH = "each iteration";
    private static final double TOLD = 0.1;

    private WorkValue() {}

    static Scope scope(String jvm) {
        return Scope.extra(jvm.isEmpty() ? EACH : EACH + " in " + jvm);
    }

    /** Returns whether a verdict is about the work of an iteration, of whatever JVM. */
    static boolean isScope(Scope scope) {
        return scope.kind() == Scope.Kind.EXTRA
                && (scope.name().equals(EACH) || scope.name().startsWith(EACH + " in "));
    }

    static Measure measure(Work work) {
        return Measure.of(Measure.Kind.EXTRA, work.text());
    }

    static MeasuredValue of(LoadResult result, String jvm, Work work, Limit limit) {
        List<WorkReport> reports = result.sections().stream()
                .filter(WorkReport.class::isInstance)
                .map(WorkReport.class::cast)
                .toList();
        return reports.stream()
                .filter(report -> report.jvm().equals(jvm))
                .findFirst()
                .map(report -> of(report, report.figure(work), limit.value()))
                .orElseGet(() -> MeasuredValue.noData(absent(jvm, reports)));
    }

    private static String absent(String jvm, List<WorkReport> reports) {
        if (jvm.isEmpty() || reports.isEmpty()) {
            return "work is counted where the load runs in the JVM of the test, and is measured";
        }
        List<String> others = reports.stream()
                .map(WorkReport::jvm)
                .filter(name -> !name.isEmpty())
                .toList();
        return "no JVM '" + jvm + "' was watched by JMX; "
                + (others.isEmpty() ? "there is none" : "there are: " + String.join(", ", others));
    }

    private static MeasuredValue of(WorkReport report, WorkFigure figure, double limit) {
        long iterations = report.iterations();
        if (!figure.isKnown()) {
            return MeasuredValue.noData(figure.missing());
        }
        double value = figure.perIteration();
        if (Double.isNaN(figure.spread())) {
            return inconclusive(
                    value, iterations, "the load ended before its spread could be seen; ask for more iterations");
        }
        if (limit == 0) {
            return MeasuredValue.of(value, iterations); // whether there was any at all has no spread
        }
        double one = figure.work().unit().isEmpty() ? 1.0 / iterations : 0; // one more or less
        double wrong = Math.max(figure.spread(), one);
        double told = TOLD * limit;
        if (wrong > told && Math.abs(value - limit) < wrong) {
            double times = Math.max(Math.pow(figure.spread() / told, 2), one / told);
            return inconclusive(
                    value,
                    iterations,
                    "it may be wrong by " + FigureFormat.percent(100 * wrong / limit)
                            + " of the limit, more than 10 %; needs about "
                            + FigureFormat.count(rounded(iterations * times)) + " iterations, has "
                            + FigureFormat.count(iterations));
        }
        return MeasuredValue.of(value, iterations);
    }

    private static MeasuredValue inconclusive(double value, long iterations, String why) {
        return new MeasuredValue(value, iterations, State.INCONCLUSIVE, why);
    }

    /** Rounds up to two digits. */
    private static long rounded(double count) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(count)) - 1));
        return (long) (Math.ceil(count / unit) * unit);
    }
}
