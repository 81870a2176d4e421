// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code results.json} of any version 1.x of its format. */
final class ResultReader {

    static final String INCOMPLETE = "INCOMPLETE";

    private static final String FORM = "1\\.\\d+";

    // A newer version may have more fields.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ResultReader() {}

    static StoredResult.Content read(Path file) {
        try {
            return content(new JsonPlace(MAPPER.readTree(Files.readAllBytes(file)), ""));
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": ";
            throw new UncheckedIOException(file + " cannot be read: " + at + e.getOriginalMessage(), e);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(file + " cannot be read: there is no such file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(
                    file + " cannot be read: " + e.getMessage()
                            + "; the file is damaged, or not one that perf-junit has written",
                    new IOException(e));
        }
    }

    private static StoredResult.Content content(JsonPlace root) throws JsonProcessingException {
        JsonPlace schema = root.at("schema");
        if (!schema.text().matches(FORM)) {
            throw schema.bad("\"1.0\" or another version 1.x");
        }
        JsonPlace exact = root.at("exact");
        JsonPlace profile = root.at("profile");
        List<MonitorSummary> monitors = new ArrayList<>();
        for (JsonPlace monitor : exact.at("monitors").each()) {
            monitors.add(MAPPER.treeToValue(monitor.node(), MonitorSummary.class));
        }
        return new StoredResult.Content(
                test(root.at("test")),
                root.at("run").at("id").text(),
                root.at("verdict").text(),
                environment(root.at("environment")),
                ProfileReader.plan(profile),
                profile.at("hash").text(),
                exact.at("data").decoded(LoadData::decode),
                exact.at("enforcement").constant(Enforcement.class),
                exact.at("objectives").each().stream()
                        .map(objective -> objective.decoded(ObjectiveResult::decode))
                        .toList(),
                List.copyOf(monitors),
                root.at("series").each().stream().map(ResultReader::counts).toList(),
                root.at("windows").each().stream().map(ResultReader::windows).toList(),
                sections(root),
                rawSections(root.at("sections")),
                texts(root.at("notes")),
                root.at("reasons").isNothing() ? List.of() : texts(root.at("reasons")));
    }

    private static StoredTest test(JsonPlace test) {
        return new StoredTest(
                test.at("name").text(),
                test.at("class").text(),
                test.at("method").text(),
                test.at("kind").text(),
                test.at("number").wholeInt());
    }

    private static JvmEnvironment environment(JsonPlace environment) {
        return new JvmEnvironment(
                environment.at("java").text(),
                environment.at("vm").text(),
                environment.at("os").text(),
                environment.at("arch").text(),
                environment.at("cores").wholeInt(),
                environment.at("maxHeapBytes").whole(),
                environment.at("library").text());
    }

    private static StoredCounts counts(JsonPlace series) {
        return new StoredCounts(
                new Series.Key(
                        series.at("scenario").text(),
                        series.at("request").text(),
                        series.at("kind").constant(SeriesKind.class),
                        series.at("phase").constant(Phase.class)),
                series.at("outcomes").counts(Outcome.class),
                series.at("okEnded").counts(Phase.class),
                series.at("cutOff").whole(),
                series.at("bytesSent").whole(),
                series.at("bytesReceived").whole());
    }

    private static StoredWindows windows(JsonPlace windows) {
        List<JsonPlace> from = windows.at("fromMs").each();
        List<JsonPlace> to = column(windows.at("toMs"), from.size());
        List<JsonPlace> count = column(windows.at("count"), from.size());
        List<JsonPlace> errors = column(windows.at("errors"), from.size());
        List<JsonPlace> p50 = column(windows.at("p50Ms"), from.size());
        List<JsonPlace> p95 = column(windows.at("p95Ms"), from.size());
        List<JsonPlace> p99 = column(windows.at("p99Ms"), from.size());
        List<StoredWindows.Window> all = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            all.add(new StoredWindows.Window(
                    from.get(i).whole(),
                    to.get(i).whole(),
                    count.get(i).whole(),
                    errors.get(i).whole(),
                    orNone(p50.get(i)),
                    orNone(p95.get(i)),
                    orNone(p99.get(i))));
        }
        return new StoredWindows(
                windows.at("request").text(), windows.at("kind").constant(SeriesKind.class), all);
    }

    private static List<JsonPlace> column(JsonPlace column, int size) {
        List<JsonPlace> values = column.each();
        if (values.size() != size) {
            throw new JsonPlace.BadNodeException(
                    column.path() + " has " + values.size() + " elements but must have " + size, null);
        }
        return values;
    }

    private static double orNone(JsonPlace number) {
        return number.isNothing() ? Double.NaN : number.number();
    }

    private static List<StoredSection> sections(JsonPlace root) {
        Map<String, List<ResultTable>> tables = new LinkedHashMap<>();
        for (JsonPlace table : root.at("tables").each()) {
            tables.computeIfAbsent(table.at("section").text(), name -> new ArrayList<>())
                    .add(new ResultTable(
                            table.at("title").text(),
                            texts(table.at("columns")),
                            table.at("rows").each().stream()
                                    .map(ResultReader::texts)
                                    .toList()));
        }
        List<StoredSection> sections = new ArrayList<>();
        for (Map.Entry<String, JsonNode> section : root.at("sections").fields().entrySet()) {
            sections.add(new StoredSection(
                    section.getKey(),
                    data(section.getValue()),
                    List.copyOf(tables.getOrDefault(section.getKey(), List.of()))));
        }
        return List.copyOf(sections);
    }

    @SuppressWarnings("unchecked") // keys of an object are texts
    private static Map<String, ?> data(JsonNode section) {
        return (Map<String, ?>) MAPPER.convertValue(section, Map.class);
    }

    private static Map<String, String> rawSections(JsonPlace sections) {
        Map<String, String> raw = new LinkedHashMap<>();
        sections.fields().forEach((name, node) -> raw.put(name, node.toString()));
        return Collections.unmodifiableMap(raw);
    }

    private static List<String> texts(JsonPlace list) {
        return list.each().stream().map(JsonPlace::text).toList();
    }
}
