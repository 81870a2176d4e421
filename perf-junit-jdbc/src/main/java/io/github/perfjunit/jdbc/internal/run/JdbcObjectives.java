// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.JdbcSlo;
import io.github.perfjunit.jdbc.JdbcWorkload;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.slo.ExtraFigure;
import io.github.perfjunit.spi.LoadCandidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.commons.support.AnnotationSupport;

/** The objectives that {@link JdbcSlo} sets for a load. */
final class JdbcObjectives {

    private static final Pattern ROWS = Pattern.compile("(\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,15})(?: rows?)?");

    /**
     * One limit, and what is held against it.
     *
     * @param miss says more of a miss; empty for nothing
     */
    private record Limit(
            Function<JdbcFigures, List<ExtraFigure>> figures,
            double most,
            String text,
            String unit,
            Function<JdbcFigures, String> miss) {}

    private final List<Limit> limits = new ArrayList<>();

    private final Set<Finding.Kind> kinds = EnumSet.noneOf(Finding.Kind.class);

    /** How many attributes were written, rightly or wrongly. */
    private int set;

    private JdbcObjectives() {}

    /** Reads those of the test method, or of its class or the classes around it if it has none. */
    static JdbcObjectives read(LoadCandidate load) {
        List<JdbcSlo> found =
                AnnotationSupport.findRepeatableAnnotations(load.context().getRequiredTestMethod(), JdbcSlo.class);
        Class<?> type = load.context().getRequiredTestClass();
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findRepeatableAnnotations(type, JdbcSlo.class);
            type = type.getEnclosingClass();
        }
        JdbcObjectives objectives = new JdbcObjectives();
        int number = 0;
        for (JdbcSlo slo : found) {
            number++;
            objectives.read(slo, found.size() == 1 ? "@JdbcSlo" : "@JdbcSlo[" + number + "]", load);
        }
        return objectives;
    }

    private void read(JdbcSlo slo, String place, LoadCandidate load) {
        int before = set;
        if (!slo.statement().isBlank()
                && slo.callsPerTransaction() < 0
                && slo.noSequentialScanOver().isBlank()) {
            load.problem(place
                    + ".statement is set, but without callsPerTransaction or noSequentialScanOver it limits nothing;"
                    + " response times of"
                    + " statements are limited by @Slo(request = \"...\")");
            set++;
        }
        if (slo.late() >= 0 && !hasLatencyLimit(load)) {
            load.problem(place + ".late is set, but without @JdbcWorkload.latencyLimit no transaction is late");
        }
        count(
                slo.callsPerTransaction(),
                place + ".callsPerTransaction",
                load,
                figures -> List.of(figures.mostCallsPerTransaction(slo.statement())));
        time(slo.acquireP95(), place + ".acquireP95", load, figures -> List.of(figures.acquire(95)));
        time(slo.acquireP99(), place + ".acquireP99", load, figures -> List.of(figures.acquire(99)));
        count(slo.pending(), place + ".pending", load, figures -> List.of(figures.pending()));
        count(slo.timeouts(), place + ".timeouts", load, figures -> List.of(figures.timeouts()));
        count(slo.leaked(), place + ".leaked", load, figures -> List.of(figures.leaked()));
        count(slo.deadlocks(), place + ".deadlocks", load, figures -> List.of(figures.deadlocks()));
        count(slo.retried(), place + ".retried", load, figures -> List.of(figures.retried()));
        count(slo.late(), place + ".late", load, figures -> List.of(figures.late()));
        time(slo.firstSuccess(), place + ".firstSuccess", load, JdbcFigures::firstSuccess);
        time(slo.steady(), place + ".steady", load, JdbcFigures::steady);
        time(slo.longestStall(), place + ".longestStall", load, JdbcFigures::longestStall);
        rows(slo, place + ".noSequentialScanOver", load);
        for (Finding.Kind kind : slo.none()) {
            set++;
            kinds.add(kind);
            limits.add(
                    new Limit(figures -> List.of(figures.findings(kind)), 0, "0", "", figures -> told(figures, kind)));
        }
        if (set == before) {
            load.problem(place + " sets no limit but must set at least one");
        }
    }

    private void rows(JdbcSlo slo, String place, LoadCandidate load) {
        String text = load.text(place, slo.noSequentialScanOver()).strip();
        if (text.isEmpty()) {
            return;
        }
        set++;
        Matcher written = ROWS.matcher(text);
        if (!written.matches()) {
            load.problem(place + " was '" + text + "' but must be a number of rows, such as '10000 rows'");
            return;
        }
        long rows = Long.parseLong(written.group(1).replace(",", ""));
        limits.add(new Limit(
                figures -> List.of(figures.plannedScans(rows, slo.statement())),
                0,
                "0",
                "",
                figures -> figures.plannedScan(rows, slo.statement())));
    }

    private static boolean hasLatencyLimit(LoadCandidate load) {
        return AnnotationSupport.findAnnotation(load.context().getRequiredTestMethod(), JdbcWorkload.class)
                .filter(workload -> !workload.latencyLimit().isBlank())
                .isPresent();
    }

    private void count(long limit, String place, LoadCandidate load, Function<JdbcFigures, List<ExtraFigure>> figures) {
        if (limit != -1) {
            set++;
        }
        if (limit < -1) {
            load.problem(place + " was '" + limit + "' but must be zero or more, or -1 for no limit");
        } else if (limit >= 0) {
            limits.add(new Limit(figures, limit, Long.toString(limit), "", any -> ""));
        }
    }

    private void time(
            String limit, String place, LoadCandidate load, Function<JdbcFigures, List<ExtraFigure>> figures) {
        if (!limit.isBlank()) {
            set++;
        }
        Optional<Duration> read = load.duration(place, limit);
        read.ifPresent(
                most -> limits.add(new Limit(figures, most.toNanos() / 1e6, written(limit, most), "ms", any -> "")));
    }

    /** Keeps a limit as it was written, unless that is a placeholder. */
    private static String written(String limit, Duration most) {
        return limit.contains("${") ? ObjectiveResult.limitText(most.toNanos() / 1e6, "ms") : limit.strip();
    }

    /** Tells whether there is an objective about findings of a kind. */
    boolean isAbout(Finding.Kind kind) {
        return kinds.contains(kind);
    }

    List<ObjectiveResult> judge(LoadResult result, JdbcReport report) {
        JdbcFigures figures = new JdbcFigures(result, report);
        List<ObjectiveResult> verdicts = new ArrayList<>();
        for (Limit limit : limits) {
            for (ExtraFigure figure : limit.figures().apply(figures)) {
                ObjectiveResult verdict = figure.atMost(limit.most(), limit.text(), limit.unit());
                boolean missed = verdict.state() == ObjectiveResult.State.MISSED;
                String why = missed ? limit.miss().apply(figures) : "";
                verdicts.add(why.isEmpty() ? verdict : verdict.missed(why));
            }
        }
        return verdicts;
    }

    /** The message of the failure tells the first findings; another one that fails the test stands with its objective. */
    private static String told(JdbcFigures figures, Finding.Kind kind) {
        JdbcReport report = figures.report();
        return report.findings(kind).stream()
                .findFirst()
                .filter(finding -> !report.isHint(finding))
                .map(Finding::sentences)
                .orElse("");
    }
}
