// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.internal.report.StoredExample;
import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ResultTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the page as a browser does that blocks scripts and styles, as Jenkins has it. */
class ReportFileTests {

    private static final int MOST_BYTES = 1_500_000;

    private final StoredExample load = new StoredExample();

    @TempDir
    private Path output;

    private Document page() throws IOException {
        return page(true);
    }

    private Document page(boolean interactive) throws IOException {
        Path file = ReportFile.write(output, StoredRun.read(output), interactive);
        assertThat(Files.size(file)).isLessThan(MOST_BYTES);
        return Jsoup.parse(file.toFile(), "UTF-8");
    }

    private static String text(Document page) {
        Document plain = page.clone();
        plain.select("script, style, [hidden]").remove();
        return plain.body().text();
    }

    private static List<List<String>> rows(Element table) {
        return table.select("tbody tr").stream()
                .map(row -> row.select("td").eachText())
                .toList();
    }

    @Test
    void failedLoad_firstWords_tellWhatBrokeByHowMuchAndSinceWhen() throws IOException {
        load.write(output);

        Element verdict = page().selectFirst("section.verdict");

        assertThat(verdict.text())
                .isEqualTo("\u2717 FAILED 1 of 2 objectives missed. Worst: p99 of POST /orders was 402 ms, limit 350 ms"
                        + " (14.9 % past), first at 0:24. It rests on 1,932 requests in 0:48 measured. The load was"
                        + " delivered, and the generator had no problem.");
        assertThat(page().title()).isEqualTo("FAILED - CatalogLoadTest.visit");
    }

    @Test
    void passedLoad_firstWords_tellHowMuchThereIsToSpare() throws IOException {
        load.verdict = Verdict.PASSED;
        load.objectives.remove(0);
        load.write(output);

        assertThat(page().selectFirst("section.verdict").text())
                .startsWith(
                        "\u2713 PASSED The objective was met. Closest to its limit: p95 of all requests, 113 ms, limit"
                                + " 250 ms (54.8 % to spare).");
    }

    @Test
    void invalidLoad_firstWords_tellWhy() throws IOException {
        load.verdict = Verdict.INVALID;
        load.problems = List.of("the generator used 99 % of its processors (limit 90 %)");
        load.reasons = List.of(
                "visit is not a valid run: its generator explains what it missed",
                "the generator used 99 % of its processors (limit 90 %)");
        load.write(output);

        assertThat(page().selectFirst("section.verdict").text())
                .startsWith(
                        "? INVALID The figures prove nothing about the target. Worst: p99 of POST /orders was 402 ms,")
                .contains("visit is not a valid run: its generator explains what it missed the generator used 99 %")
                .endsWith("1 problem of the generator or the delivery: the generator used 99 % of its processors (limit"
                        + " 90 %).");
    }

    @Test
    void tables_withoutScriptsAndStyles_haveEveryFigure() throws IOException {
        load.monitors.add(new MonitorSummary("pool.active", "", 3, 1, 2.25, 3, 2));
        load.sections.add(ExampleLoad.section(
                Map.of("depth", 3),
                new ResultTable("queues", List.of("queue", "p95"), List.of(List.of("orders", "3 ms"))),
                new ResultTable("advice", List.of(), List.of(List.of("a longer queue")))));
        load.notes = List.of("scaled 0.2");
        load.write(output);

        Document page = page();

        assertThat(rows(page.selectFirst("table.objectives")))
                .containsExactly(
                        List.of(
                                "\u2717 missed",
                                "p99 of POST /orders",
                                "402 ms",
                                "\u2264 350 ms",
                                "\u221214.9 %",
                                "0:24",
                                "1,100"),
                        List.of(
                                "\u2713 met",
                                "p95 of all requests",
                                "113 ms",
                                "\u2264 250 ms",
                                "+54.8 %",
                                "-",
                                "1,100"));
        assertThat(rows(page.selectFirst("table.sortable")))
                .extracting(row -> row.subList(0, 4))
                .containsExactly(
                        List.of("all requests", "1,932", "40/s", "0.62 %"),
                        List.of("POST /orders", "972", "20/s", "1.23 %"),
                        List.of("GET /products", "960", "20/s", "0 %"));
        assertThat(rows(page.selectFirst("table.errors")).get(0))
                .contains(
                        "503 expected 201 but was 503 Service Unavailable stack of the first one at Shop.java:1", "5");
        assertThat(text(page))
                .contains("queues queue p95 orders 3 ms advice a longer queue")
                .contains("pool.active 1 2.25 3 2 3")
                .contains("scaled 0.2")
                .contains("Processors in use, by all programs 41.2 %");
    }

    @Test
    void charts_withoutScripts_areDrawnAndSaid() throws IOException {
        load.write(output);

        Document page = page();

        assertThat(page.select("div.still svg[role=img] title").eachText())
                .containsExactly(
                        "Load over time: While measuring, between 40/s (at 0:12) and 41/s (at 0:24).",
                        "Latency over time: p99 each second: usually 30 ms, highest 300 ms at 0:24.");
        assertThat(page.select("div.still svg path")).hasSize(6).allSatisfy(path -> {
            assertThat(path.attr("d")).matches("M[0-9.]+ [0-9.]+(L[0-9.]+ [0-9.]+)+");
            assertThat(path.attr("stroke")).startsWith("#");
        });
        assertThat(page.select("[style]")).isEmpty();
    }

    @Test
    void kindOfLoadWithSteps_comesFirst_withAChartOfThroughputAgainstLoad() throws IOException {
        load.kind = "stress";
        load.sections.add(ExampleLoad.section(
                () -> "stress",
                () -> Map.of("unit", "users", "steps", List.of(step(10, "held"), step(20, "held"), step(30, "missed"))),
                () -> List.of(new ResultTable(
                        "breaks", List.of(), List.of(List.of("between 20 users (held) and 30 users (missed)"))))));
        load.write(output);

        Document page = page();

        assertThat(page.select("article h3").eachText().subList(0, 3)).containsExactly("Objectives", "Stress", "Load");
        assertThat(text(page))
                .contains("3 steps: highest load that was held 20 users (p95 40 ms); lowest that was not 30 users"
                        + " (missed, p95 60 ms).")
                .contains("between 20 users (held) and 30 users (missed)");
        assertThat(page.select("svg circle title").eachText())
                .containsExactly("10 users: held", "20 users: held", "30 users: missed");
    }

    private static Map<String, Object> step(int users, String verdict) {
        return Map.of("level", (double) users, "perSecond", 5.0 * users, "p95Ms", 2.0 * users, "verdict", verdict);
    }

    @Test
    void interactiveCharts_haveTheFiguresOfTheResult() throws IOException {
        load.write(output);

        JsonNode data = new JsonMapper().readTree(page().getElementById("data").data());

        assertThat(data).hasSize(1);
        JsonNode first = data.get(0);
        assertThat(first.at("/id").asText()).isEqualTo("load-1");
        assertThat(first.at("/t")).hasSize(60);
        assertThat(first.at("/p99/0").asDouble()).isEqualTo(30);
        assertThat(first.at("/p99/30").asDouble()).isEqualTo(300);
        assertThat(first.at("/errors/status/30").asDouble()).isEqualTo(1);
        assertThat(first.at("/unmeasured").toString()).isEqualTo("[[0,12000]]");
        assertThat(first.at("/limit").toString()).isEqualTo("{\"text\":\"p95 limit 250 ms\",\"ms\":250.0}");
    }

    @Test
    void foreignText_cannotLeaveItsPlace() throws IOException {
        String evil = "</script><b onmouseover='x()'>\u202e&\"\u0007";
        load.names = List.of("GET /products", evil);
        load.testClass = "shop.Evil\"><img src=x>";
        load.errors.add(new ErrorSummary("visit", evil, "503", evil, 1, 1, 0, 0, evil));
        load.reasons = List.of(evil);
        load.notes = List.of(evil);
        load.sections.add(
                ExampleLoad.section(Map.of(evil, evil), new ResultTable(evil, List.of(evil), List.of(List.of(evil)))));
        load.objectives.add(ExampleLoad.objective(evil, "p99", 350, 402, 24_000L));
        load.write(output);

        Document page = page();

        assertThat(page.select("b[onmouseover], img")).isEmpty();
        assertThat(page.select("body script")).hasSize(3);
        assertThat(page.getElementById("data").data()).doesNotContain("<");
        assertThat(text(page)).contains("</script><b onmouseover='x()'>?&\"?");
    }

    @Test
    void fiveHundredNamesAndADay_stayWithinTheLimit() throws IOException {
        load.names = IntStream.rangeClosed(1, 500)
                .mapToObj(i -> "GET /a/rather/long/path/of/a/service/number/" + i)
                .toList();
        load.seconds = 5;
        load.write(output);
        StoredExample day = new StoredExample();
        day.method = "day";
        day.seconds = 86_400;
        day.intervalSeconds = 300;
        day.write(output);

        Document page = page();

        assertThat(page.select("article")).hasSize(2);
        assertThat(page.select("article[aria-label=CatalogLoadTest.visit] table.sortable tbody tr")
                        .size())
                .isBetween(11, 202);
        assertThat(text(page))
                .contains("more in results.json")
                .contains("every 180 s")
                .contains("21:00:00");
    }

    @Test
    void severalLoads_index_leadsToEachOfThem() throws IOException {
        load.write(output);
        StoredExample good = new StoredExample();
        good.method = "browse";
        good.verdict = Verdict.PASSED;
        good.objectives.remove(0);
        good.write(output);

        Document page = page();

        assertThat(page.selectFirst("section.verdict").text())
                .isEqualTo("\u2717 FAILED 2 loads: 1 FAILED, 1 PASSED. CatalogLoadTest.visit: 1 of 2 objectives missed."
                        + " Worst: p99 of POST /orders was 402 ms, limit 350 ms (14.9 % past), first at 0:24.");
        assertThat(page.select("td a").eachAttr("href")).containsExactly("#load-1", "#load-2");
        assertThat(page.getElementById("load-1").selectFirst("h2").text()).isEqualTo("CatalogLoadTest.visit");
        assertThat(page.title()).isEqualTo("FAILED - load tests");
    }

    @Test
    void loadWithoutRequests_isShown() throws IOException {
        load.names = List.of();
        load.write(output);

        Document page = page();

        assertThat(rows(page.selectFirst("table.sortable")).get(0)).startsWith("all iterations", "0", "0/s");
        assertThat(text(page)).contains("no request ended well while measuring");
    }

    @Test
    void loadWithOneRequest_isShown() throws IOException {
        load.names = List.of("GET /products");
        load.perSecond = 1;
        load.seconds = 1;
        load.write(output);

        assertThat(rows(page().selectFirst("table.sortable")).get(0))
                .startsWith("all requests", "1", "1/s", "0 %", "10 ms", "10 ms", "10 ms", "10 ms", "10 ms");
    }

    @Test
    void staticCharts_bringNoLibrary() throws IOException {
        load.write(output);

        Document page = page(false);

        assertThat(Files.size(output.resolve("report.html"))).isLessThan(100_000);
        assertThat(page.getElementById("data")).isNull();
        assertThat(page.select("div.still svg")).hasSize(2);
    }

    @Test
    void damagedHistograms_areTold_andTheRestIsShown() throws IOException {
        Path folder = load.write(output);
        Files.writeString(folder.resolve("latency.hlog"), "no histograms");

        Document page = page();

        assertThat(page.selectFirst("section.verdict").text()).startsWith("\u2717 FAILED 1 of 2 objectives missed.");
        assertThat(text(page))
                .contains("The histograms of this load cannot be read: UncheckedIOException: ")
                .contains("503 expected 201 but was 503 Service Unavailable");
    }

    @Test
    void countryOfTheMachine_changesNothing() throws IOException {
        load.write(output);
        String before = page().outerHtml();
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(page().outerHtml()).isEqualTo(before);
            Locale.setDefault(Locale.GERMANY);
            assertThat(page().outerHtml()).isEqualTo(before);
        } finally {
            Locale.setDefault(usual);
        }
    }

    /** Maven Central has no more than a weak sum of it. */
    @Test
    void chartLibrary_isTheOneThatWasLookedAt() throws Exception {
        try (InputStream in =
                ReportFile.class.getResourceAsStream("/io/github/perfjunit/report/echarts/echarts.min.js")) {
            assertThat(in).isNotNull();
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes())))
                    .isEqualTo("baa8dfe7e1d9336b98e8986ba7e20ea15e7cdbea1ef42a59d59478632fa45a1d");
        }
        for (String name : List.of("LICENSE", "NOTICE", "licenses/LICENSE-d3")) {
            assertThat(ReportFile.class.getResource("/io/github/perfjunit/report/echarts/" + name))
                    .isNotNull();
        }
    }
}
