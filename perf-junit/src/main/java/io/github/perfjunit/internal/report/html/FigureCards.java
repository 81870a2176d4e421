// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.SeriesKind;

/** The main figures of a load. */
final class FigureCards {

    private FigureCards() {}

    static Markup of(LoadResult result) {
        Measurements all = result.all();
        Markup out = new Markup().open("dl", "class", "cards");
        boolean requests = result.kind() == SeriesKind.REQUEST;
        card(out, requests ? "Requests" : "Iterations", FigureFormat.count(all.count()), measured(result));
        card(
                out,
                "Throughput",
                all.duration().isZero() ? "-" : FigureFormat.rate(all.throughput()),
                "ended well, per second");
        percentile(out, all.latency(), 50);
        percentile(out, all.latency(), 95);
        percentile(out, all.latency(), 99);
        card(
                out,
                "Errors",
                FigureFormat.percent(100 * all.errorRate()),
                FigureFormat.count(all.failures()) + " of " + FigureFormat.count(all.count()));
        int users = result.data().scenarios().stream()
                .mapToInt(ScenarioSummary::users)
                .sum();
        card(out, "Users, peak", FigureFormat.count(users), dropped(result));
        return out.closeBlock("dl");
    }

    private static String measured(LoadResult result) {
        return "measured " + FigureFormat.clock(result.measured().toMillis()) + " of "
                + FigureFormat.clock(result.data().elapsedMillis());
    }

    private static String dropped(LoadResult result) {
        return result.dropped() == 0
                ? "no iteration dropped"
                : FigureFormat.count(result.dropped(), "iteration") + " dropped";
    }

    private static void percentile(Markup out, LatencySummary latency, int percent) {
        long beyond = Math.round(latency.count() * (100.0 - percent) / 100);
        card(
                out,
                "p" + percent,
                latency.isEmpty() ? "-" : FigureFormat.duration(latency.percentile(percent)),
                FigureFormat.count(beyond) + " were slower");
    }

    private static void card(Markup out, String name, String figure, String remark) {
        out.open("div", "class", "figure")
                .element("dt", name)
                .open("dd")
                .element("b", figure)
                .text(" ")
                .element("span", remark, "class", "sub")
                .close("dd")
                .close("div");
    }
}
