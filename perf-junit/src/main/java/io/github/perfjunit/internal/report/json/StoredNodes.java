// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import static io.github.perfjunit.internal.report.json.FigureNodes.clip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.report.StoredCounts;
import io.github.perfjunit.report.StoredWindows;
import io.github.perfjunit.report.StoredWindows.Window;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The parts of {@code results.json} from which the whole result can be restored. */
final class StoredNodes {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String HISTOGRAM = "HIST"; // HdrHistogram's own mark, in Base64

    private StoredNodes() {}

    /** Exact counts by scenario, request and phase; the log has them second by second. */
    static void counts(ArrayNode array, List<Series> all) {
        for (Series series : all) {
            StoredCounts counts = StoredCounts.of(series);
            ObjectNode node = array.addObject()
                    .put("scenario", clip(counts.key().scenario()))
                    .put("request", clip(counts.key().request()))
                    .put("kind", FigureNodes.label(counts.key().kind()))
                    .put("phase", counts.key().phase().label());
            node.set("outcomes", FigureNodes.counts(counts.outcomes()));
            node.set("okEnded", FigureNodes.counts(counts.okEnded()));
            node.put("cutOff", counts.cutOff())
                    .put("bytesSent", counts.bytesSent())
                    .put("bytesReceived", counts.bytesReceived());
        }
    }

    /** One list for each column, so that a name takes no more than 24 KB. */
    static void windows(ArrayNode array, List<StoredWindows> all) {
        for (StoredWindows windows : all) {
            ObjectNode node = array.addObject()
                    .put("request", clip(windows.request()))
                    .put("kind", FigureNodes.label(windows.kind()));
            ArrayNode from = node.putArray("fromMs");
            ArrayNode to = node.putArray("toMs");
            ArrayNode count = node.putArray("count");
            ArrayNode errors = node.putArray("errors");
            for (Window window : windows.windows()) {
                from.add(window.fromMillis());
                to.add(window.toMillis());
                count.add(window.count());
                errors.add(window.errors());
            }
            column(node.putArray("p50Ms"), windows, Window::p50Millis);
            column(node.putArray("p95Ms"), windows, Window::p95Millis);
            column(node.putArray("p99Ms"), windows, Window::p99Millis);
        }
    }

    private static void column(ArrayNode array, StoredWindows windows, ToDoubleFunction<Window> figure) {
        for (Window window : windows.windows()) {
            double value = figure.applyAsDouble(window);
            if (value == Math.rint(value)) {
                array.add((long) value); // shorter
            } else if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.addNull();
            }
        }
    }

    /**
     * The tables of sections for people to read. A section whose tables cannot be created is left out; the console says
     * so.
     */
    static void tables(ArrayNode array, List<ResultSection> sections) {
        sections.forEach(section -> array.addAll(tables(section)));
    }

    private static List<ObjectNode> tables(ResultSection section) {
        try {
            String name = section.name();
            return section.tables().stream().map(table -> table(name, table)).toList();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return List.of();
        }
    }

    private static ObjectNode table(String section, ResultTable table) {
        ObjectNode node = FigureNodes.object().put("section", clip(section)).put("title", clip(table.title()));
        node.set("columns", MAPPER.valueToTree(table.columns()));
        node.set("rows", MAPPER.valueToTree(table.rows()));
        clipAll(node);
        return node;
    }

    /** The exact values of figures that are rounded, shortened or written as text elsewhere; without the series. */
    static ObjectNode exact(LoadResult result) {
        ObjectNode node = FigureNodes.object().put("enforcement", FigureNodes.label(result.enforcement()));
        node.set("data", parse(result.data().with(List.of()).encode()));
        ArrayNode objectives = node.putArray("objectives");
        for (ObjectiveResult objective : result.objectives()) {
            objectives.add(parse(objective.encode()));
        }
        node.set("monitors", MAPPER.valueToTree(result.monitors()));
        clipAll(node);
        return node;
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what was encoded is no JSON", e);
        }
    }

    private static void clipAll(ContainerNode<?> node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(clipped(field.getValue()));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, clipped(array.get(i)));
            }
        }
    }

    private static JsonNode clipped(JsonNode node) {
        if (node instanceof ContainerNode<?> container) {
            clipAll(container);
        } else if (node.isTextual() && !node.textValue().startsWith(HISTOGRAM)) {
            return JsonNodeFactory.instance.textNode(clip(node.textValue()));
        }
        return node;
    }
}
