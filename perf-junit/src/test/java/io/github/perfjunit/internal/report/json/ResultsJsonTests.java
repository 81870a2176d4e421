// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import static io.github.perfjunit.internal.report.ExampleLoad.objective;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.internal.report.log.HistogramTag;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import io.github.perfjunit.report.JvmEnvironment;
import io.github.perfjunit.report.LoadProfile;
import io.github.perfjunit.report.StoredWindows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResultsJsonTests {

    private final ExampleLoad load = new ExampleLoad();

    private ResultsReport report(Verdict verdict) {
        return new ResultsReport(
                ExampleLoad.TEST,
                "run-1",
                JvmEnvironment.current(),
                ExampleLoad.open(),
                load.result(),
                verdict,
                Map.of(
                        "GET_/products~ramp-up~failed",
                        new HistogramTag(
                                new Series.Key("visit", "GET /products", SeriesKind.REQUEST, Phase.RAMP_UP),
                                HistogramTag.Values.FAILED)),
                List.of(new StoredWindows(
                        "GET /products",
                        SeriesKind.REQUEST,
                        List.of(
                                new StoredWindows.Window(120_000, 122_000, 100, 0, 53.01, 95.1, 99.2),
                                new StoredWindows.Window(122_000, 124_000, 1, 1, Double.NaN, Double.NaN, Double.NaN)))),
                List.of("scaled 0.2"),
                List.of("missed 1 of 3 SLOs"));
    }

    private static Schema schema() throws IOException {
        try (InputStream in = ResultsJson.class.getResourceAsStream("/io/github/perfjunit/results-1.0.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        }
    }

    private static void assertValid(String json) throws IOException {
        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void everyVerdict_isValid(Verdict verdict) throws IOException {
        load.objectives.add(objective("POST /orders", "p99", 350, 402, 372_000L));

        assertValid(ResultsJson.text(report(verdict)));
    }

    @Test
    void pinnedThreads_areListedWithTheirPlaces() throws IOException {
        load.generator = TestFigures.health(
                0.5,
                0.5,
                0,
                0,
                LatencySummary.EMPTY,
                new PinnedThreads(
                        true,
                        132,
                        4_100,
                        90,
                        List.of(new PinnedThreads.Place("com.acme.Dao.find(Dao.java:42)", "", 130))),
                List.of(),
                List.of());

        assertValid(ResultsJson.text(report(Verdict.PASSED)));
        assertThat(ResultsJson.tree(report(Verdict.PASSED)).at("/generator/pinned"))
                .hasToString("{\"count\":132,\"totalMs\":4100,\"longestMs\":90,\"places\":"
                        + "[{\"frame\":\"com.acme.Dao.find(Dao.java:42)\",\"reason\":\"\",\"count\":130}]}");
    }

    @Test
    void sectionThatCannotBeWritten_leavesTheRestValid() throws IOException {
        load.sections.add(ExampleLoad.section(
                () -> "queue",
                () -> {
                    throw new IllegalStateException("closed");
                },
                List::of));

        assertValid(ResultsJson.text(report(Verdict.PASSED)));
        JsonNode tree = ResultsJson.tree(report(Verdict.PASSED));
        assertThat(tree.at("/sections/queue"))
                .hasToString("{\"name\":\"queue\",\"error\":\"IllegalStateException: closed\"}");
        assertThat(tree.at("/notes"))
                .hasToString("[\"scaled 0.2\",\"the section 'queue' could not be written: IllegalStateException:"
                        + " closed\"]");
    }

    @Test
    void whatExtensionsSaw_isValid() throws IOException {
        load.series.add(TestFigures.series(
                new Series.Key("visit", "select 1", SeriesKind.STATEMENT, Phase.MEASURE),
                Map.of(Outcome.OK, 10L, Outcome.ERROR, 2L),
                ExampleLoad.latencies(10, 0),
                ExampleLoad.latencies(2, 0),
                ExampleLoad.latencies(10, 0),
                0,
                0));
        load.errors.add(ExampleLoad.error("select 1", "deadlock", "deadlock detected", 2, 2));
        double none = Double.NaN;
        load.monitors.add(new MonitorSummary("pool.active", "", 3, 1, 2, 3, 2));
        load.monitors.add(new MonitorSummary("pool.wait", "ms", 0, none, none, none, none));
        load.sections.add(ExampleLoad.section(Map.of("calls", List.of(Map.of("name", "a\u001b", "count", 3)))));

        String json = ResultsJson.text(report(Verdict.PASSED));

        assertValid(json);
        JsonNode tree = new JsonMapper().readTree(json);
        assertThat(tree.at("/statements/0/name").asText()).isEqualTo("select 1");
        assertThat(tree.at("/statements/0/errorKinds/0/type").asText()).isEqualTo("deadlock");
        assertThat(tree.at("/all/count").asInt()).isEqualTo(1_105);
        assertThat(tree.at("/monitors"))
                .hasToString("[{\"name\":\"pool.active\",\"unit\":\"\",\"samples\":3,\"min\":1.0,\"mean\":2.0,"
                        + "\"max\":3.0,\"last\":2.0},{\"name\":\"pool.wait\",\"unit\":\"ms\",\"samples\":0,"
                        + "\"min\":null,\"mean\":null,\"max\":null,\"last\":null}]");
        assertThat(tree.at("/sections/queue/calls/0/name").asText()).isEqualTo("a\u001b");
    }

    @Test
    void noDataAtAll_isValid() throws IOException {
        load.series.clear();
        load.errors.clear();
        load.checks.clear();
        load.scenarios.set(
                0, TestFigures.scenario("visit", "m", false, false, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, Map.of(), 0));
        load.generator = TestFigures.health(
                -1, Double.NaN, 0, 0, LatencySummary.EMPTY, PinnedThreads.UNWATCHED, List.of(), List.of());
        load.objectives.add(TestFigures.verdict(
                "x", "p95", "<=", 300, Double.NaN, "ms", ObjectiveResult.State.NO_DATA, 0, null, "no such request"));

        String json = ResultsJson.text(report(Verdict.FAILED));

        assertValid(json);
        JsonNode tree = ResultsJson.tree(report(Verdict.FAILED));
        assertThat(tree.at("/run/measured").isNull()).isTrue();
        assertThat(tree.at("/objectives/0/value").isNull()).isTrue();
        assertThat(tree.at("/objectives/0/state").asText()).isEqualTo("no-data");
        assertThat(tree.at("/all/latencyMs/p95").isNull()).isTrue();
        assertThat(tree.at("/generator/machineCpu").isNull()).isTrue();
        assertThat(tree.at("/generator/pinned").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FAILED\";GREAT\"",
                "\"errors\" : 5;\"errors\" : \"5\"",
                "\"fromMs\" : 120000,;",
                "\"schema\" : \"1.0\";\"schema\" : \"2.0\"",
                "\"op\" : \"<=\";\"op\" : \"about\"",
                "\"ramp-up\";\"warmer\"",
                "\"errorKinds\";\"kinds\""
            })
    void otherForm_isNotValid(String part, String replacement) throws IOException {
        load.objectives.add(objective("POST /orders", "p99", 350, 402, 372_000L));
        String json = ResultsJson.text(report(Verdict.FAILED));
        String other = json.replace(part, replacement == null ? "" : replacement);

        assertThat(other).isNotEqualTo(json);
        assertThat(schema().validate(other, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void figures_standUnderTheirUnits() {
        load.objectives.add(objective("POST /orders", "p99", 350, 402, 372_000L));
        load.objectives.add(objective("POST /orders", "p99", 500, 402, null));
        load.scenarios.set(0, ExampleLoad.scenario("visit", true));

        JsonNode tree = ResultsJson.tree(report(Verdict.FAILED));

        assertThat(tree.at("/test/name").asText()).isEqualTo("CatalogLoadTest.visit");
        assertThat(tree.at("/run/measured").toString())
                .isEqualTo("{\"fromMs\":120000,\"toMs\":720000,\"totalMs\":600000}");
        assertThat(tree.at("/profile").toString())
                .isEqualTo("{\"name\":\"CatalogLoadTest.visit\",\"model\":\"open\","
                        + "\"text\":\"500 users, ramp-up 2m, 10m\",\"plannedMs\":600000,"
                        + "\"seed\":42,\"share\":{\"index\":0,\"count\":1},\"hash\":\""
                        + LoadProfile.hash(ExampleLoad.open())
                        + "\",\"scenarios\":[{\"name\":\"visit\",\"text\":\"500 users, ramp-up 2m, 10m\",\"model\":\"open\","
                        + "\"maxUsers\":500,\"overflow\":\"queue\",\"arrivals\":\"even\",\"startAfterMs\":0,"
                        + "\"thinkTimeMinMs\":0,\"thinkTimeMaxMs\":0,\"autoWarmUp\":false,\"gracefulStopMs\":30000,"
                        + "\"segments\":[{\"durationMs\":120000,\"from\":0.0,\"to\":400.0,\"phase\":\"ramp-up\"},"
                        + "{\"durationMs\":480000,\"from\":400.0,\"to\":400.0,\"phase\":\"measure\"}]}]}");
        assertThat(tree.at("/series/0").toString())
                .isEqualTo(
                        "{\"scenario\":\"visit\",\"request\":\"GET /products\",\"kind\":\"request\",\"phase\":\"measure\","
                                + "\"outcomes\":{\"ok\":1000},\"okEnded\":{\"measure\":1000},\"cutOff\":0,\"bytesSent\":100000,"
                                + "\"bytesReceived\":1000000}");
        assertThat(tree.at("/windows/0").toString())
                .isEqualTo("{\"request\":\"GET /products\",\"kind\":\"request\",\"fromMs\":[120000,122000],"
                        + "\"toMs\":[122000,124000],\"count\":[100,1],\"errors\":[0,1],\"p50Ms\":[53.01,null],"
                        + "\"p95Ms\":[95.1,null],\"p99Ms\":[99.2,null]}");
        assertThat(tree.at("/scenarios/0/windows").toString())
                .isEqualTo("[{\"phase\":\"ramp-up\",\"fromMs\":0,\"toMs\":120000},"
                        + "{\"phase\":\"measure\",\"fromMs\":120000,\"toMs\":720000},"
                        + "{\"phase\":\"grace\",\"fromMs\":720000,\"toMs\":750000}]");
        assertThat(tree.at("/objectives/0").toString())
                .isEqualTo("{\"id\":\"p99-post-orders\",\"scope\":\"POST /orders\",\"metric\":\"p99\",\"op\":\"<=\","
                        + "\"limit\":350.0,\"limitText\":\"350 ms\",\"unit\":\"ms\",\"value\":402.0,\"passed\":false,\"state\":\"missed\","
                        + "\"samples\":1100,\"firstMissedMs\":372000,\"note\":\"\"}");
        assertThat(tree.at("/objectives/1/id").asText()).isEqualTo("p99-post-orders-2");
        assertThat(tree.at("/requests/1/name").asText()).isEqualTo("POST /orders");
        assertThat(tree.at("/requests/1/count").asInt()).isEqualTo(105);
        assertThat(tree.at("/requests/1/errors").asInt()).isEqualTo(5);
        assertThat(tree.at("/requests/1/perSecond").asDouble()).isEqualTo(0.175);
        assertThat(tree.at("/requests/1/latencyMs/p50").asDouble()).isBetween(350.0, 350.5);
        assertThat(tree.at("/requests/1/errorKinds/0/type").asText()).isEqualTo("503");
        assertThat(tree.at("/requests/1").has("serviceMs")).isFalse();
        assertThat(tree.at("/connects/count").asInt()).isEqualTo(50);
        assertThat(tree.at("/generator/lateStartsPct").asDouble()).isEqualTo(0.15);
        assertThat(tree.at("/scenarios/0/meanLateMs").asDouble()).isEqualTo(0.25);
        assertThat(tree.at("/generator/dropped").asInt()).isEqualTo(7);
        assertThat(tree.at("/histogramLog/tags/GET_~1products~0ramp-up~0failed").toString())
                .isEqualTo("{\"request\":\"GET /products\",\"scenario\":\"visit\",\"kind\":\"request\","
                        + "\"phase\":\"ramp-up\",\"values\":\"failed\"}");
        assertThat(tree.at("/notes/0").asText()).isEqualTo("scaled 0.2");
    }

    @Test
    void severalScenarios_measuredTimeIsTheirUnion() throws IOException {
        load.scenarios.clear();
        load.scenarios.add(TestFigures.scenario(
                "one", "m", false, false, 1, Map.of(), 0, 0, 0, 0, 0, 0, 0, Map.of(Phase.MEASURE, 3_000L), 0));
        load.scenarios.add(TestFigures.scenario(
                "two", "m", false, false, 1, Map.of(), 0, 0, 0, 0, 0, 0, 0, Map.of(Phase.MEASURE, 3_000L), 7_000));

        assertValid(ResultsJson.text(report(Verdict.PASSED)));
        assertThat(ResultsJson.tree(report(Verdict.PASSED)).at("/run/measured"))
                .hasToString("{\"fromMs\":0,\"toMs\":10000,\"totalMs\":6000}");
    }

    @Test
    void stepsAndIterations_standBesideTheRequestsThatAddUp() throws IOException {
        load.addStepsAndIterations();

        assertValid(ResultsJson.text(report(Verdict.PASSED)));
        JsonNode tree = ResultsJson.tree(report(Verdict.PASSED));
        assertThat(tree.at("/all/count").asInt()).isEqualTo(1_105);
        assertThat(tree.at("/requests"))
                .hasSize(2)
                .extracting(each -> each.get("count").asInt())
                .containsExactly(1_000, 105);
        assertThat(tree.at("/steps"))
                .hasSize(2)
                .extracting(each -> each.get("count").asInt())
                .containsExactly(40, 7);
        assertThat(tree.at("/iterations/count").asInt()).isEqualTo(100);
        assertThat(tree.at("/all/cutOffMs/count").asInt()).isEqualTo(3);
        assertThat(tree.at("/all/cutOffMs/max").asDouble()).isEqualTo(1_500);
    }

    @Test
    void serviceTime_thatDiffers_isGiven() throws IOException {
        load.series.add(TestFigures.series(
                new Series.Key("visit", "GET /slow", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, 10L),
                ExampleLoad.latencies(10, 100),
                LatencySummary.EMPTY,
                ExampleLoad.latencies(10, 0),
                0,
                0));

        assertValid(ResultsJson.text(report(Verdict.PASSED)));
        assertThat(ResultsJson.tree(report(Verdict.PASSED))
                        .at("/requests/2/serviceMs/max")
                        .asDouble())
                .isBetween(10.0, 10.01);
    }

    @Test
    void environment_namesNeitherHostNorUser() {
        assertThat(ResultsJson.tree(report(Verdict.PASSED)).at("/environment").fieldNames())
                .toIterable()
                .containsExactly("java", "vm", "os", "arch", "cores", "maxHeapBytes", "library", "fingerprint");
    }

    @Test
    void germanLocale_changesNothing() {
        String json = ResultsJson.text(report(Verdict.PASSED));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(ResultsJson.text(report(Verdict.PASSED))).isEqualTo(json);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hostileText_isEscapedAndBounded() throws IOException {
        String evil = "</script>\u0000\u001b\"\\\uD800" + "x".repeat(100_000);
        load.series.add(ExampleLoad.series(evil, Phase.MEASURE, 1, 0, 0));
        load.errors.add(ExampleLoad.error(evil, evil, evil, 1, 1));
        load.objectives.add(objective(evil, "p95", 1, 2, null));

        String json = ResultsJson.text(report(Verdict.FAILED));

        assertValid(json);
        assertThat(json).hasSizeLessThan(100_000).doesNotContain("\u0000").doesNotContain("\u001b");
    }

    @Test
    void write_replacesTheWholeFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("results.json"), "old".repeat(100_000));

        ResultsJson.write(report(Verdict.PASSED), file);

        assertThat(file).content(UTF_8).isEqualTo(ResultsJson.text(report(Verdict.PASSED)));
        assertThat(directory).isDirectoryContaining(p -> p.equals(file)).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void write_thatFails_leavesTheOldFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("results.json"), "old");
        Files.createDirectories(directory.resolve("results.json.tmp/in-the-way"));

        assertThatThrownBy(() -> ResultsJson.write(report(Verdict.PASSED), file))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ResultsJson.write(report(Verdict.PASSED), directory.resolve("no/results.json")))
                .isInstanceOf(NoSuchFileException.class);

        assertThat(file).hasContent("old");
    }
}
