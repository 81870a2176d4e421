// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.perfjunit.internal.report.StoredExample;
import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.report.StoredResult;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in Chromium, where there is one, and lets a script use it as a reader would. */
class ReportInBrowserTests {

    private static final String READER = """
            <script>
            var said = [];
            function rows() {
              return [].slice.call(document.querySelectorAll('table.sortable tbody tr'))
                  .filter(function (row) { return !row.hidden; })
                  .map(function (row) { return row.cells[0].textContent; }).join(',');
            }
            var count = document.querySelectorAll('table.sortable th button')[1];
            count.click();
            said.push('descending ' + rows());
            count.click();
            said.push('ascending ' + rows() + ' ' + count.parentNode.getAttribute('aria-sort'));
            var filter = document.querySelector('input.filter');
            filter.value = 'ORDERS';
            filter.dispatchEvent(new Event('input'));
            said.push('filtered ' + rows());
            document.getElementById('theme').click();
            said.push('theme ' + document.documentElement.dataset.theme);
            var chart = echarts.getInstanceByDom(document.getElementById('load-1-latency'));
            chart.dispatchAction({ type: 'dataZoom', start: 40, end: 60 });
            said.push('zoom ' + chart.getOption().dataZoom[0].start);
            var p95 = chart.getOption().series.filter(function (each) { return each.name === 'p95'; })[0];
            said.push('p95 ' + p95.data[30][1]);
            document.body.setAttribute('data-said', said.join('; '));
            </script>
            """;

    @TempDir
    private Path output;

    private static Path chromium() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** A browser that does not start, as in a container without shared memory, is none. */
    private Document open(Path page) throws IOException, InterruptedException {
        Path browser = chromium();
        assumeTrue(browser != null, "there is no Chromium");
        Path dom = output.resolve("dom.html");
        Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + output.resolve("profile"),
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assumeTrue(process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0, "Chromium does not run");
        } finally {
            process.destroyForcibly().waitFor();
        }
        return Jsoup.parse(dom.toFile(), "UTF-8");
    }

    @Test
    void reader_sortsFiltersZoomsAndChangesTheTheme() throws IOException, InterruptedException {
        StoredExample load = new StoredExample();
        Path folder = load.write(output.resolve("target perf"));
        Path page = ReportFile.write(output, StoredRun.read(output.resolve("target perf")), true);
        String text = Files.readString(page);
        int end = text.lastIndexOf("</body>"); // the chart library has another one in a text
        Files.writeString(page, text.substring(0, end) + READER + text.substring(end));

        Document seen = open(page);

        double p95 = StoredResult.read(folder)
                        .latency(30_000, 31_000, key -> true)
                        .percentile(95)
                        .toNanos()
                / 1e6;
        assertThat(List.of(seen.body().attr("data-said").split("; ", -1)))
                .containsExactly(
                        "descending all requests,POST /orders,GET /products",
                        "ascending all requests,GET /products,POST /orders ascending",
                        "filtered all requests,POST /orders",
                        "theme " + seen.selectFirst("html").attr("data-theme"),
                        "zoom 40",
                        "p95 "
                                + BigDecimal.valueOf(p95)
                                        .round(new MathContext(4))
                                        .stripTrailingZeros()
                                        .toPlainString());
        assertThat(seen.selectFirst("html").attr("data-theme")).isIn("dark", "light");
        assertThat(seen.select("#load-1-load svg, #load-1-latency svg, #load-1-errors svg, #load-1-distribution svg,"
                        + " #load-1-heat svg"))
                .hasSize(5);
        assertThat(seen.select("div.still"))
                .allSatisfy(still -> assertThat(still.hasAttr("hidden")).isTrue());
    }
}
