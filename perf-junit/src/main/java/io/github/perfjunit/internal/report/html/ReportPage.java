// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.internal.report.run.Headline;
import io.github.perfjunit.internal.report.run.LoadCourse;
import io.github.perfjunit.internal.report.run.RunVerdict;
import io.github.perfjunit.internal.report.run.StoredLoad;
import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.report.StoredResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The page of a run: the verdict, an index if there are several loads, and each load. Not thread-safe. */
final class ReportPage {

    /** Longest page, in bytes, without the chart library, which has 1.13 million. */
    private static final int MOST_BYTES = 340_000;

    private static final int MOST_LISTED = 500;

    /** Of more loads than these, those that did not fail are folded. */
    private static final int MOST_OPEN = 4;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final StoredRun run;
    private final Detail detail;
    private final boolean interactive;
    private final ChartData data;

    private ReportPage(StoredRun run, Detail detail, boolean interactive) {
        this.run = run;
        this.detail = detail;
        this.interactive = interactive;
        this.data = new ChartData(detail);
    }

    /** Returns the page with as much detail as there is room for. */
    static String of(StoredRun run, boolean interactive) {
        for (Detail detail : Detail.LEVELS) {
            String page = new ReportPage(run, detail, interactive).text(Integer.MAX_VALUE);
            if (page.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                return assembled(page, interactive);
            }
        }
        Detail least = Detail.LEVELS.get(Detail.LEVELS.size() - 1);
        return assembled(new ReportPage(run, least, interactive).text(MOST_BYTES), interactive);
    }

    /** Adds the parts that are the same for each page. */
    private static String assembled(String page, boolean interactive) {
        String scripts = interactive
                ? "<script>/* Apache ECharts 6.0.0, https://echarts.apache.org, Apache License 2.0 */\n"
                        + Assets.library() + "</script>\n<script>\n" + Assets.script() + "</script>\n"
                : "<script>\n" + Assets.script() + "</script>\n";
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<style>\n" + Assets.style() + "</style>\n"
                + page + scripts + "</body>\n</html>\n";
    }

    private String text(int most) {
        Markup body = new Markup();
        boolean single = run.loads().size() == 1 && run.unreadable().isEmpty();
        body.element("title", title()).raw("\n</head>\n<body>\n").open("main").raw("\n");
        body.open("header", "class", "top")
                .element("h1", single ? run.loads().get(0).name() : "Load tests")
                .open("p", "class", "tools", "hidden", "")
                .open("button", "type", "button", "id", "theme")
                .text("Light / dark")
                .close("button")
                .close("p")
                .closeBlock("header");
        if (!single) {
            body.add(overall());
            body.add(index());
        }
        int left = 0;
        for (int i = 0; i < run.loads().size(); i++) {
            Markup load = load(run.loads().get(i), "load-" + (i + 1), single);
            if (body.length() + load.length() > most) {
                left++;
            } else {
                body.add(load);
            }
        }
        if (left > 0) {
            body.element(
                    "p",
                    FigureFormat.count(left, "load") + " found no room on this page: make one of each by"
                            + " io.github.perfjunit.Reports html and the folder of the load.",
                    "class",
                    "card");
        }
        body.add(earlier());
        body.add(footer());
        body.close("main").raw("\n");
        if (interactive) {
            body.open("script", "type", "application/json", "id", "data")
                    .raw(data.json())
                    .close("script");
        }
        return body.raw("\n").toString();
    }

    private String title() {
        return run.loads().size() == 1 && run.unreadable().isEmpty()
                ? run.loads().get(0).headline().verdict() + " - "
                        + run.loads().get(0).name()
                : RunVerdict.of(run).word() + " - load tests";
    }

    private Markup overall() {
        RunVerdict verdict = RunVerdict.of(run);
        Markup out = banner(verdict.kind(), verdict.word());
        out.open("p").element("b", verdict.sentence()).close("p");
        if (!run.loads().isEmpty() && verdict.kind() != Headline.Kind.GOOD) {
            StoredLoad first = run.loads().get(0);
            Headline headline = first.headline();
            out.element("p", first.name() + ": " + why(headline));
        }
        return out.close("div").closeBlock("section");
    }

    private static String why(Headline headline) {
        String reasons = headline.reasons().isEmpty() ? "" : headline.reasons().get(0);
        String worst = headline.worst().isEmpty() ? reasons : headline.worst();
        return (headline.what() + " " + worst).strip();
    }

    private static Markup banner(Headline.Kind kind, String word) {
        return new Markup()
                .open("section", "class", "card verdict " + Pieces.style(kind), "aria-label", "Verdict")
                .element("p", kind.mark() + " " + word, "class", "word")
                .open("div", "class", "why");
    }

    private Markup index() {
        Markup out = new Markup().open("section", "class", "card").element("h2", "Tests");
        Pieces.head(
                out,
                "Tests",
                List.of("<Verdict", "<Test", "<Kind", "<What decided", "p95", "p99", "Errors", "Rate", "<Started"));
        for (int i = 0; i < Math.min(MOST_LISTED, run.loads().size()); i++) {
            indexed(out, run.loads().get(i), "load-" + (i + 1));
        }
        run.unreadable().stream().limit(MOST_LISTED).forEach(each -> out.open("tr")
                .open("td", "class", "words")
                .add(Pieces.pill(Headline.Kind.BAD, "NO RESULT"))
                .close("td")
                .element("td", each.folder(), "class", "words name")
                .element("td", "", "class", "words")
                .element("td", each.reason(), "class", "words name", "colspan", "6")
                .closeBlock("tr"));
        Pieces.end(out);
        int more = Math.max(0, run.loads().size() - MOST_LISTED);
        if (more > 0) {
            out.element("p", "... " + more + " more", "class", "sub");
        }
        return out.closeBlock("section");
    }

    private static void indexed(Markup out, StoredLoad load, String id) {
        Headline headline = load.headline();
        out.open("tr")
                .open("td", "class", "words")
                .add(Pieces.pill(headline.kind(), headline.verdict()))
                .close("td");
        out.open("td", "class", "words name")
                .element("a", load.name(), "href", "#" + id)
                .close("td");
        out.element("td", load.stored().test().kind(), "class", "words");
        out.element("td", why(headline), "class", "words name");
        LoadResult result = load.result();
        if (result == null) {
            out.element("td", "-").element("td", "-").element("td", "-").element("td", "-");
        } else {
            Measurements all = result.all();
            boolean none = all.latency().isEmpty();
            out.element("td", none ? "-" : FigureFormat.duration(all.latency().percentile(95)));
            out.element("td", none ? "-" : FigureFormat.duration(all.latency().percentile(99)));
            out.element("td", FigureFormat.percent(100 * all.errorRate()));
            out.element("td", all.duration().isZero() ? "-" : FigureFormat.rate(all.throughput()));
        }
        out.element("td", time(load.stored().start()), "class", "words");
        out.closeBlock("tr");
    }

    private Markup load(StoredLoad load, String id, boolean single) {
        StoredResult stored = load.stored();
        Markup out = new Markup()
                .open("article", "id", id, "aria-label", load.name())
                .raw("\n");
        if (!single) {
            out.element("h2", load.name());
        }
        out.element(
                "p",
                stored.test().kind() + " \u00b7 " + time(stored.start()) + " \u00b7 "
                        + FigureFormat.clock(stored.data().elapsedMillis()) + " \u00b7 " + profile(stored),
                "class",
                "meta");
        Headline headline = load.headline();
        Markup banner = banner(headline.kind(), headline.verdict());
        banner.open("p")
                .element("b", headline.what())
                .text(" " + headline.worst())
                .close("p");
        headline.reasons().forEach(reason -> banner.element("p", reason));
        banner.element("p", TrustTable.sentence(load), "class", "sub");
        out.add(banner.close("div").closeBlock("section"));
        boolean folds = run.loads().size() > MOST_OPEN;
        if (folds) {
            List<String> open = headline.kind() == Headline.Kind.BAD ? List.of("open", "") : List.of();
            out.open(
                            "details",
                            Stream.concat(Stream.of("class", "load"), open.stream())
                                    .toArray(String[]::new))
                    .element("summary", "Figures, charts and tables");
        }
        everything(out, load, id);
        if (folds) {
            out.close("details");
        }
        return out.closeBlock("article");
    }

    private void everything(Markup out, StoredLoad load, String id) {
        StoredResult stored = load.stored();
        LoadResult result = load.result();
        LoadCourse course = load.course();
        if (result != null) {
            out.add(FigureCards.of(result));
        }
        out.add(ObjectiveTable.of(stored.objectives(), stored.enforcement(), detail.rows()));
        if (result != null && course != null) {
            figures(out, load, result, course.atMost(detail.points()), id);
        } else {
            out.add(Pieces.section("Figures", "The histograms of this load cannot be read: " + load.problem() + ".")
                    .closeBlock("section"));
            out.add(ErrorTable.of(stored.data(), detail.rows()));
        }
        out.add(TrustTable.trust(load)).add(TrustTable.environment(load)).add(notes(stored));
    }

    private void figures(Markup out, StoredLoad load, LoadResult result, LoadCourse course, String id) {
        CourseCharts charts = new CourseCharts(course, result, id);
        SectionBlocks sections = new SectionBlocks(detail);
        String kind = load.stored().test().kind();
        result.sections().stream()
                .filter(section -> section.name().equals(kind))
                .forEach(section -> out.add(sections.of(section)));
        if (!course.parts().isEmpty()) {
            out.add(charts.load()).add(charts.latency()).add(charts.more(interactive, detail.columns() > 0));
            if (interactive) {
                data.add(id, result, course, charts);
            }
        }
        RequestTable table = new RequestTable(result, load.stored().windows(), detail);
        out.add(table.requests());
        out.add(ErrorTable.of(result.data(), detail.rows()));
        result.sections().stream()
                .filter(section -> !section.name().equals(kind))
                .forEach(section -> out.add(sections.of(section)));
        out.add(table.statements()).add(sections.monitors(result.monitors()));
    }

    private static String profile(StoredResult stored) {
        return stored.data().scenarios().size() == 1
                ? stored.data().scenarios().get(0).model()
                : FigureFormat.count(stored.data().scenarios().size(), "scenario");
    }

    private static Markup notes(StoredResult stored) {
        if (stored.notes().isEmpty()) {
            return new Markup();
        }
        Markup out = Pieces.section("Notes", "").open("ul");
        stored.notes().forEach(note -> out.element("li", note));
        return out.close("ul").closeBlock("section");
    }

    private Markup earlier() {
        if (run.earlier().isEmpty()) {
            return new Markup();
        }
        Markup out = Pieces.section(
                "Left from earlier runs", "Their folders are still there; they are no part of the verdict above.");
        Pieces.head(out, "Left from earlier runs", List.of("<Test", "<Verdict", "<Started"));
        run.earlier().stream().limit(MOST_LISTED).forEach(each -> out.open("tr")
                .element("td", each.test().name(), "class", "words name")
                .element("td", Headline.of(each).verdict(), "class", "words")
                .element("td", time(each.start()), "class", "words")
                .closeBlock("tr"));
        Pieces.end(out);
        return out.closeBlock("section");
    }

    private Markup footer() {
        Markup out = new Markup().open("footer");
        out.element(
                "p",
                "For programs, in the folder of each test beside this file: results.json, intervals.csv, latency.hlog."
                        + " Times of the day are UTC; other times count from the start of a load.");
        if (interactive) {
            out.element(
                    "p",
                    "The charts above need no script. Some servers, such as Jenkins, block scripts of stored pages:"
                            + " download this file and open it from disk for charts that show figures under the pointer.",
                    "class",
                    "unscripted");
        }
        return out.closeBlock("footer");
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
