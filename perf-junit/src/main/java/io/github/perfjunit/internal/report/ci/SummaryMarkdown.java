// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.ci;

import io.github.perfjunit.internal.report.run.Headline;
import io.github.perfjunit.internal.report.run.RunVerdict;
import io.github.perfjunit.internal.report.run.StoredLoad;
import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.internal.report.text.ObjectiveText;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.report.JvmEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts of a run as Markdown for a summary of CI or a comment: short enough for both, without anything that text of
 * unknown origin could do there.
 */
public final class SummaryMarkdown {

    /** First line, by which an action finds a comment to replace; not shown. */
    static final String MARK = "<!-- perf-junit -->";

    /** A comment of GitHub has room for 65,536. */
    private static final int MOST_BYTES = 60_000;

    private static final int MOST_LOADS = 100;
    private static final int MOST_ROWS = 10;
    private static final int LONGEST = 160;

    private SummaryMarkdown() {}

    /**
     * Writes the summary.
     *
     * @param run the run
     * @return lines, each with a line break; details that find no room are left out and counted
     */
    public static String of(StoredRun run) {
        RunVerdict verdict = RunVerdict.of(run);
        StringBuilder out = new StringBuilder(MARK).append("\n\n");
        out.append("### ")
                .append(sign(verdict.kind()))
                .append(" Load tests: ")
                .append(verdict.word())
                .append("\n\n");
        out.append(verdict.sentence()).append("\n\n");
        out.append("| | Test | What decided | p95 | p99 | Errors | Rate |\n|:-:|---|---|--:|--:|--:|--:|\n");
        run.loads().stream().limit(MOST_LOADS).forEach(load -> out.append(row(load)));
        run.unreadable().stream().limit(MOST_LOADS).forEach(each -> out.append("| ")
                .append(sign(Headline.Kind.BAD))
                .append(" | ")
                .append(code(each.folder()))
                .append(" | ")
                .append(code(each.reason()))
                .append(" | - | - | - | - |\n"));
        int more = run.loads().size() - MOST_LOADS;
        if (more > 0) {
            out.append("\n").append(more).append(" more in the report\n");
        }
        out.append('\n');
        int left = 0;
        for (StoredLoad load : run.loads()) {
            String details = details(load);
            if (bytes(out) + bytes(details) < MOST_BYTES) {
                out.append(details);
            } else {
                left++;
            }
        }
        if (left > 0) {
            out.append("Details of ").append(FigureFormat.count(left, "load")).append(" are in the report.\n\n");
        }
        run.loads().stream().findFirst().ifPresent(load -> out.append(environment(load)));
        return out.toString();
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String row(StoredLoad load) {
        Headline headline = load.headline();
        LoadResult result = load.result();
        Measurements all = result == null ? null : result.all();
        return "| " + sign(headline.kind()) + " | " + code(load.name()) + " | " + headline.verdict() + ": "
                + decided(load, headline) + " | " + time(all, 95) + " | " + time(all, 99) + " | "
                + (all == null ? "-" : FigureFormat.percent(100 * all.errorRate())) + " | "
                + (all == null || all.duration().isZero() ? "-" : FigureFormat.rate(all.throughput())) + " |\n";
    }

    private static String decided(StoredLoad load, Headline headline) {
        return load.stored().objectives().stream()
                .filter(o -> !o.met())
                .min(ObjectiveText.WORST_FIRST)
                .map(o -> code(ObjectiveText.name(o, LONGEST)) + " **" + o.valueText() + "**, " + code(limit(o)) + " ("
                        + ObjectiveText.miss(o)
                        + ObjectiveText.since(o).map(at -> ", first at " + at).orElse("") + ")")
                .orElseGet(() -> headline.reasons().isEmpty()
                        ? headline.what()
                        : code(headline.reasons().get(0)));
    }

    private static String limit(ObjectiveResult objective) {
        return ObjectiveText.limit(objective, LONGEST);
    }

    private static String details(StoredLoad load) {
        StringBuilder out = new StringBuilder("<details><summary>")
                .append(html(load.name()))
                .append(": ")
                .append(FigureFormat.count(load.stored().objectives().size(), "objective"))
                .append("</summary>\n\n");
        if (!load.stored().objectives().isEmpty()) {
            out.append("| | Objective | Measured | Limit |\n|:-:|---|--:|--:|\n");
            load.stored().objectives().stream()
                    .sorted(ObjectiveText.WORST_FIRST)
                    .limit(MOST_ROWS)
                    .forEach(o -> out.append("| ")
                            .append(state(o))
                            .append(" | ")
                            .append(code(ObjectiveText.name(o, LONGEST)))
                            .append(" | ")
                            .append(o.valueText())
                            .append(" | ")
                            .append(code(o.operator() + " " + o.limitText()))
                            .append(" |\n"));
            out.append('\n');
        }
        LoadResult result = load.result();
        if (result != null) {
            out.append(
                    "| Request | Count | Rate | Errors | p50 | p95 | p99 | max |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
            out.append(request(result.all()));
            slowest(result.requests()).forEach(each -> out.append(request(each)));
            out.append('\n');
        }
        return out.append("</details>\n\n").toString();
    }

    private static List<Measurements> slowest(List<Measurements> requests) {
        return requests.stream()
                .filter(request -> request.count() > 0)
                .sorted(Comparator.comparing(
                                (Measurements each) -> each.latency().percentile(99), Comparator.reverseOrder())
                        .thenComparing(Measurements::subject))
                .limit(MOST_ROWS)
                .toList();
    }

    private static String request(Measurements figures) {
        LatencySummary latency = figures.latency();
        return "| " + code(figures.subject()) + " | " + FigureFormat.count(figures.count()) + " | "
                + (figures.duration().isZero() ? "-" : FigureFormat.rate(figures.throughput())) + " | "
                + FigureFormat.percent(100 * figures.errorRate()) + " | " + time(figures, 50) + " | "
                + time(figures, 95) + " | " + time(figures, 99) + " | "
                + (latency.isEmpty() ? "-" : FigureFormat.duration(latency.max())) + " |\n";
    }

    private static String time(@Nullable Measurements figures, double percentile) {
        return figures == null || figures.latency().isEmpty()
                ? "-"
                : FigureFormat.duration(figures.latency().percentile(percentile));
    }

    private static String environment(StoredLoad load) {
        JvmEnvironment environment = load.stored().environment();
        return FigureFormat.count(environment.cores(), "core") + ", Java " + code(environment.java()) + ", "
                + code(environment.os()) + "; charts in `report.html`\n";
    }

    private static String state(ObjectiveResult objective) {
        return switch (objective.state()) {
            case MET -> sign(Headline.Kind.GOOD);
            case MISSED -> sign(Headline.Kind.BAD);
            default -> sign(Headline.Kind.OPEN);
        };
    }

    private static String sign(Headline.Kind kind) {
        return switch (kind) {
            case GOOD -> ":white_check_mark:";
            case BAD -> ":x:";
            case OPEN -> ":grey_question:";
        };
    }

    /** In a code span nothing is a link, a mention or markup; within a table a bar needs a backslash even there. */
    static String code(String text) {
        return "`" + PlainText.of(text, LONGEST).replace('`', '\'').replace("|", "\\|") + "`";
    }

    private static String html(String text) {
        return PlainText.of(text, LONGEST)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;");
    }
}
