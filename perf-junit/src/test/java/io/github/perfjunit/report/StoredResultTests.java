// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.internal.report.console.Glyphs;
import io.github.perfjunit.internal.report.console.SummaryTable;
import io.github.perfjunit.internal.report.json.ResultsJson;
import io.github.perfjunit.internal.report.json.ResultsReport;
import io.github.perfjunit.internal.report.log.HistogramLog;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredResultTests {

    @TempDir
    private Path directory;

    private final ExampleLoad load = new ExampleLoad();
    private LoadPlan plan = ExampleLoad.open();

    /** Spreads the series over intervals of two minutes, in each of which one of them ends. */
    private List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>();
        for (Series series : load.series) {
            long from = intervals.size() * 120_000L;
            ScenarioInterval scenario = new ScenarioInterval("visit", Phase.MEASURE, 3, 0, 1, 1, 0, 0, 0, 0);
            intervals.add(new Interval(from, from + 120_000, Phase.MEASURE, List.of(series), List.of(scenario), 0));
        }
        return intervals;
    }

    private LoadResult write(Verdict verdict) throws IOException {
        LoadResult result = load.result(directory);
        try (HistogramLog log = new HistogramLog(directory.resolve("latency.hlog"), ExampleLoad.START, false)) {
            for (Interval interval : intervals()) {
                log.write(interval);
            }
            write(result, verdict, log.windows());
        }
        return result;
    }

    private void write(LoadResult result, Verdict verdict, List<StoredWindows> windows) throws IOException {
        ResultsJson.write(report(result, plan, verdict, windows), directory.resolve("results.json"));
    }

    private static ResultsReport report(
            LoadResult result, LoadPlan plan, Verdict verdict, List<StoredWindows> windows) {
        return new ResultsReport(
                ExampleLoad.TEST,
                "run-1",
                JvmEnvironment.current(),
                plan,
                result,
                verdict,
                Map.of(),
                windows,
                List.of("scaled 0.2"),
                List.of("missed 1 of 3 SLOs"));
    }

    private static String summary(LoadResult result) {
        return SummaryTable.text(
                ExampleLoad.TEST,
                result,
                Verdict.FAILED,
                List.of("scaled 0.2"),
                "target/perf/report.html",
                Glyphs.UNICODE);
    }

    private void fill() {
        load.addStepsAndIterations();
        load.objectives.add(ExampleLoad.objective("POST /orders", "p99", 350, 402.123456789, 372_000L));
        load.objectives.add(TestFigures.verdict(
                "x", "p95", "<=", 300, Double.NaN, "ms", ObjectiveResult.State.NO_DATA, 0, null, "no such request"));
        double none = Double.NaN;
        load.monitors.add(new MonitorSummary("pool.active", "", 3, 1, 2.123456789, 3, 2));
        load.monitors.add(new MonitorSummary("pool.wait", "ms", 0, none, none, none, none));
        load.sections.add(ExampleLoad.section(
                Map.of("calls", List.of(Map.of("name", "a"))),
                new ResultTable("queues", List.of("queue", "p95"), List.of(List.of("orders", "3 ms"))),
                new ResultTable("advice", List.of(), List.of(List.of("a longer queue")))));
        load.stopReason = "p99 of POST /orders was 402 ms over 10 s";
        load.namesOverCap = 3;
    }

    @Test
    void everyReport_canBeMadeAgain() throws IOException {
        fill();
        LoadResult written = write(Verdict.FAILED);

        StoredResult stored = StoredResult.read(directory);
        LoadResult again = stored.toLoadResult();

        assertThat(summary(again)).isEqualTo(summary(written));
        assertThat(again.data()).isEqualTo(written.data());
        assertThat(again.objectives()).isEqualTo(written.objectives());
        assertThat(again.enforcement()).isEqualTo(written.enforcement());
        assertThat(again.name()).isEqualTo(written.name());
        // A histogram has more than one encoding, and a map no order; that these figures are equal stands above.
        JsonNode json = ResultsJson.tree(report(again, stored.plan(), Verdict.FAILED, stored.windows()));
        JsonNode before =
                new JsonMapper().readTree(directory.resolve("results.json").toFile());
        ((ObjectNode) json.get("exact")).remove("data");
        ((ObjectNode) before.get("exact")).remove("data");
        assertThat(json.toString()).isEqualTo(before.toString());
    }

    @Test
    void figures_areThoseThatWereWritten() throws IOException {
        fill();
        LoadResult written = write(Verdict.FAILED);

        StoredResult stored = StoredResult.read(directory);

        assertThat(stored.directory()).isEqualTo(directory);
        assertThat(stored.test())
                .isEqualTo(new StoredTest("CatalogLoadTest.visit", "shop.CatalogLoadTest", "visit", "load", 1));
        assertThat(stored.runId()).isEqualTo("run-1");
        assertThat(stored.start()).isEqualTo(ExampleLoad.START);
        assertThat(stored.verdict()).isEqualTo("FAILED");
        assertThat(stored.environment()).isEqualTo(JvmEnvironment.current());
        assertThat(stored.plan()).isEqualTo(plan);
        assertThat(stored.profileHash()).isEqualTo(LoadProfile.hash(plan));
        assertThat(stored.data()).isEqualTo(written.data().with(List.of()));
        assertThat(stored.objectives()).isEqualTo(written.objectives());
        assertThat(stored.monitors()).isEqualTo(written.monitors());
        assertThat(stored.counts())
                .isEqualTo(load.series.stream().map(StoredCounts::of).toList());
        assertThat(stored.sections()).isEqualTo(Map.of("queue", "{\"calls\":[{\"name\":\"a\"}]}"));
        assertThat(stored.notes()).containsExactly("scaled 0.2");
        assertThat(stored.reasons()).containsExactly("missed 1 of 3 SLOs");
        List<Interval> intervals = new ArrayList<>();
        stored.timeline().forEach(intervals::add);
        assertThat(intervals).isEqualTo(intervals());
    }

    @Test
    void latencies_ofAnyStretchOfTime_areThoseOfItsIntervals() throws IOException {
        write(Verdict.PASSED);
        StoredResult stored = StoredResult.read(directory);

        LatencySummary requests =
                stored.latency(0, 240_000, key -> key.kind() == SeriesKind.REQUEST && key.phase() == Phase.MEASURE);

        assertThat(requests)
                .isEqualTo(LatencySummary.merge(
                        List.of(load.series.get(0).ok(), load.series.get(1).ok())));
        assertThat(stored.latency(120_000, 240_000, key -> true))
                .isEqualTo(load.series.get(1).ok());
        assertThat(stored.latency(5_000_000, 6_000_000, key -> true)).isEqualTo(LatencySummary.EMPTY);
    }

    @Test
    void closedLoad_isReadBack() throws IOException {
        plan = ExampleLoad.closed();
        write(Verdict.PASSED);

        assertThat(StoredResult.read(directory).plan()).isEqualTo(plan);
    }

    @Test
    void resultsAlone_areEnoughForAllButTheTimeline() throws IOException {
        fill();
        write(Verdict.PASSED);
        Files.delete(directory.resolve("latency.hlog"));

        StoredResult stored = StoredResult.read(directory);

        assertThat(stored.windows()).isNotEmpty();
        assertThat(stored.counts()).hasSameSizeAs(load.series);
        assertThatThrownBy(stored::toLoadResult)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(directory.resolve("latency.hlog") + " cannot be read: there is no such file");
    }

    @Test
    void timelineOfAnotherLoad_isRefused() throws IOException {
        LoadResult result = write(Verdict.PASSED);
        load.series.set(0, ExampleLoad.series("GET /products", Phase.MEASURE, 900, 0, 0));
        write(Verdict.PASSED);
        write(result, Verdict.PASSED, List.of());

        assertThatThrownBy(() -> StoredResult.read(directory).toLoadResult())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(
                        directory.resolve("latency.hlog") + " does not belong to results.json, or is not complete: of "
                                + "Key[scenario=visit, request=GET /products, kind=REQUEST, phase=MEASURE] it has 900 samples, and"
                                + " results.json counts 1000");
        write(result, Verdict.INCOMPLETE, List.of());
        assertThat(StoredResult.read(directory).toLoadResult().all().count())
                .as("a killed run may have counted less in its last snapshot than it logged")
                .isEqualTo(1_005);
    }

    @Test
    void whatANewerVersionAdds_isIgnored() throws IOException {
        fill();
        write(Verdict.PASSED);
        Path file = directory.resolve("results.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"schema\" : \"1.0\"", "\"schema\" : \"1.7\", \"weather\" : {\"rain\" : true}")
                        .replace("\"verdict\" : \"PASSED\"", "\"verdict\" : \"PASSED_WITH_HONORS\"")
                        .replace("\"cores\" :", "\"gpus\" : 3, \"cores\" :")
                        .replace("\"okEnded\" : {", "\"okEnded\" : { \"cool-down\" : 3,")
                        .replace("\"hiccups\" :", "\"hiccoughs\" : 3, \"hiccups\" :"));

        StoredResult stored = StoredResult.read(directory);

        assertThat(stored.verdict()).isEqualTo("PASSED_WITH_HONORS");
        assertThat(stored.toLoadResult().all().count()).isEqualTo(1_105);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "\"schema\" : \"1.0\" | \"schema\" : \"2.0\" | /schema is \"2.0\" but must be \"1.0\" or another version 1.x",
                "\"schema\" : \"1.0\" | \"scheme\" : \"1.0\" | /schema is missing but must be a text",
                "\"overflow\" : \"queue\" | \"overflow\" : \"spill\" | /profile/scenarios/0/overflow is \"spill\""
                        + " but must be one of [queue, drop]",
                "\"cores\" : | \"cores\" : \"many\", \"nuts\" : | /environment/cores is \"many\" but must be a whole number",
                "\"phase\" : \"ramp-up\" | \"phase\" : \"hot\" | /profile/scenarios/0/segments/0/phase is \"hot\""
                        + " but must be one of [ramp-up, warm-up, measure, ramp-down, grace]",
                "\"cutOff\" : 0 | \"cutOff\" : -0.5 | /series/0/cutOff is -0.5 but must be a whole number",
                "\"p95Ms\" : [ | \"p95Ms\" : [ 1, | /windows/0/p95Ms has 2 elements but must have 1",
                "\"elapsedMillis\" : 750000 | \"elapsedMillis\" : \"long\" | /exact/data is not the JSON of LoadData:"
                        + " Cannot deserialize value of type `long` from String \"long\": not a valid `long` value",
                "\"notes\" : [ | \"notes\" : [ {}, | /notes/0 is {} but must be a text"
            })
    void damagedFile_isNamedWithItsPlace(String part, String damage, String reason) throws IOException {
        write(Verdict.PASSED);
        Path file = directory.resolve("results.json");
        String whole = Files.readString(file);
        assertThat(whole).contains(part);
        int at = whole.indexOf(part);
        Files.writeString(file, whole.substring(0, at) + damage + whole.substring(at + part.length()));

        assertThatThrownBy(() -> StoredResult.read(directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + " cannot be read: " + reason
                        + "; the file is damaged, or not one that perf-junit has written");
    }

    @Test
    void whatIsNoJson_isNamedWithItsLine() throws IOException {
        Path file = directory.resolve("results.json");
        assertThatThrownBy(() -> StoredResult.read(directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + " cannot be read: there is no such file");

        Files.writeString(file, "{\n  \"schema\": oops\n}");
        assertThatThrownBy(() -> StoredResult.read(directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + " cannot be read: line 2, column ")
                .hasMessageContaining("Unrecognized token 'oops'");

        Files.writeString(file, "");
        assertThatThrownBy(() -> StoredResult.read(directory))
                .hasMessage(file + " cannot be read: /schema is missing but must be a text"
                        + "; the file is damaged, or not one that perf-junit has written");
    }
}
