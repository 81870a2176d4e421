// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import static io.github.perfjunit.internal.report.json.FigureNodes.clip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.internal.report.log.HistogramTag;
import io.github.perfjunit.internal.util.OwnFile;
import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.report.JvmEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code results.json} in the format of {@code results-1.0.schema.json}. Within 1.x only additions are made;
 * units are part of the names; times are in milliseconds since the start of the load.
 */
public final class ResultsJson {

    /** Version of the format. */
    public static final String SCHEMA = "1.0";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DefaultPrettyPrinter PRINTER = printer();

    private ResultsJson() {}

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }

    /**
     * Replaces a file by the JSON of a load; a reader sees the old or the new content, never a part.
     *
     * @param report the load
     * @param file where to write
     * @return a sentence for each section of an extension that could not be written; the rest was written
     * @throws IOException if the file cannot be written; the old one is left as it was
     */
    public static List<String> write(ResultsReport report, Path file) throws IOException {
        SectionNodes sections = new SectionNodes(MAPPER, report.result().sections());
        OwnFile.replace(file, text(tree(report, sections)).getBytes(StandardCharsets.UTF_8));
        return sections.problems();
    }

    /**
     * Returns the JSON of a load.
     *
     * @param report the load
     * @return indented JSON with a line break at its end
     */
    public static String text(ResultsReport report) {
        return text(tree(report));
    }

    private static String text(ObjectNode tree) {
        try {
            return MAPPER.writer(PRINTER).writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("results cannot be written as JSON", e);
        }
    }

    /**
     * Returns the JSON of a load as a tree, for reports that embed it.
     *
     * @param report the load
     * @return the same as {@link #text(ResultsReport)}
     */
    public static ObjectNode tree(ResultsReport report) {
        return tree(report, new SectionNodes(MAPPER, report.result().sections()));
    }

    private static ObjectNode tree(ResultsReport report, SectionNodes sections) {
        LoadData data = report.result().data();
        ObjectNode root = FigureNodes.object();
        root.put("schema", SCHEMA);
        root.putObject("test")
                .put("name", report.test().display())
                .put("class", report.test().testClass())
                .put("method", report.test().method())
                .put("kind", report.test().kind())
                .put("number", report.test().number());
        root.put("verdict", report.verdict().name());
        ArrayNode reasons = root.putArray("reasons");
        report.reasons().forEach(reason -> reasons.add(clip(reason)));
        root.set("run", run(report.runId(), data));
        root.set("environment", environment(report.environment()));
        root.set("profile", ProfileNodes.of(report.plan()));
        objectives(root.putArray("objectives"), report.result().objectives());
        RequestNodes requests = new RequestNodes(report.result());
        root.set("all", requests.all());
        requests.each(root.putArray("requests"));
        requests.steps(root.putArray("steps"));
        root.set("iterations", requests.iterations());
        requests.statements(root.putArray("statements"));
        StoredNodes.counts(root.putArray("series"), data.series());
        StoredNodes.windows(root.putArray("windows"), report.windows());
        ArrayNode scenarios = root.putArray("scenarios");
        data.scenarios().forEach(each -> scenarios.add(scenario(each)));
        errors(root.putArray("errors"), data.errors());
        checks(root.putArray("checks"), data.checks());
        MetricNodes.put(root.putArray("metrics"), data.metrics());
        root.set("connects", requests.connects());
        root.putObject("bytes")
                .put("sent", report.result().all().bytesSent())
                .put("received", report.result().all().bytesReceived());
        root.set("generator", generator(data));
        root.set("histogramLog", histogramLog(report));
        root.put("namesOverCap", data.namesOverCap());
        ArrayNode overCap = root.putArray("firstNamesOverCap");
        data.firstNamesOverCap().forEach(name -> overCap.add(clip(name)));
        monitors(root.putArray("monitors"), report.result().monitors());
        root.set("sections", sections.sections());
        StoredNodes.tables(root.putArray("tables"), report.result().sections());
        root.set("exact", StoredNodes.exact(report.result()));
        Set<String> notes = new LinkedHashSet<>(report.notes());
        notes.addAll(sections.problems());
        ArrayNode noted = root.putArray("notes");
        notes.forEach(note -> noted.add(clip(note)));
        return root;
    }

    private static ObjectNode environment(JvmEnvironment environment) {
        return FigureNodes.object()
                .put("java", environment.java())
                .put("vm", environment.vm())
                .put("os", environment.os())
                .put("arch", environment.arch())
                .put("cores", environment.cores())
                .put("maxHeapBytes", environment.maxHeapBytes())
                .put("library", environment.library())
                .put("fingerprint", environment.fingerprint());
    }

    private static ObjectNode run(String id, LoadData data) {
        List<PhaseWindow> measured = data.scenarios().stream()
                .flatMap(scenario -> scenario.windows(Phase.MEASURE).stream())
                .toList();
        ObjectNode run = FigureNodes.object()
                .put("id", id)
                .put("start", data.start().toString())
                .put("durationMs", data.elapsedMillis())
                .put("stopReason", clip(data.stopReason()));
        if (measured.isEmpty()) {
            run.putNull("measured");
        } else {
            List<PhaseWindow> joined = PhaseWindow.union(measured, Phase.MEASURE);
            run.putObject("measured")
                    .put("fromMs", joined.get(0).fromMillis())
                    .put("toMs", joined.get(joined.size() - 1).toMillis())
                    .put("totalMs", PhaseWindow.length(joined).toMillis());
        }
        return run;
    }

    private static void objectives(ArrayNode array, List<ObjectiveResult> objectives) {
        Set<String> ids = new HashSet<>();
        for (ObjectiveResult objective : objectives) {
            ObjectNode node = array.addObject()
                    .put("id", id(objective, ids))
                    .put("scope", clip(objective.subject()))
                    .put("metric", objective.metric())
                    .put("op", objective.operator());
            FigureNodes.number(node, "limit", objective.limit());
            node.put("limitText", objective.limitText()).put("unit", objective.unit());
            FigureNodes.number(node, "value", objective.value());
            node.put("passed", objective.met())
                    .put("state", FigureNodes.label(objective.state()))
                    .put("samples", objective.samples())
                    .put("firstMissedMs", objective.firstMissedMillis())
                    .put("note", clip(objective.note()));
        }
    }

    private static String id(ObjectiveResult objective, Set<String> taken) {
        String slug = (objective.metric() + "-" + objective.subject())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^-|-$", "");
        String base = slug.substring(0, Math.min(slug.length(), 80));
        String id = base;
        for (int n = 2; !taken.add(id); n++) {
            id = base + "-" + n;
        }
        return id;
    }

    private static ObjectNode scenario(ScenarioSummary scenario) {
        ObjectNode node = FigureNodes.object()
                .put("name", clip(scenario.name()))
                .put("model", clip(scenario.model()))
                .put("open", scenario.open())
                .put("paced", scenario.paced())
                .put("users", scenario.users())
                .put("maxUsers", scenario.maxUsers())
                .put("due", scenario.due())
                .put("dropped", scenario.dropped())
                .put("queued", scenario.queued())
                .put("timedStarts", scenario.timedStarts())
                .put("late", scenario.late());
        FigureNodes.tags(node, scenario.tags());
        FigureNodes.number(node, "meanLateMs", scenario.meanLateMicros() / 1e3);
        FigureNodes.number(node, "worstLateMs", scenario.worstLateMicros() / 1e3);
        node.set("iterations", FigureNodes.counts(scenario.iterations()));
        node.set("phaseMs", FigureNodes.counts(scenario.phaseMillis()));
        ArrayNode windows = node.putArray("windows");
        for (PhaseWindow window : scenario.windows()) {
            ObjectNode each = windows.addObject()
                    .put("phase", window.phase().label())
                    .put("fromMs", window.fromMillis())
                    .put("toMs", window.toMillis());
            if (!window.label().isEmpty()) {
                each.put("label", clip(window.label()));
            }
        }
        return node;
    }

    private static void errors(ArrayNode array, List<ErrorSummary> errors) {
        for (ErrorSummary error : errors) {
            array.addObject()
                    .put("scenario", clip(error.scenario()))
                    .put("request", clip(error.request()))
                    .put("kind", clip(error.kind()))
                    .put("message", clip(error.message()))
                    .put("count", error.count())
                    .put("measured", error.measured())
                    .put("firstMs", error.firstMillis())
                    .put("lastMs", error.lastMillis())
                    .put("sample", clip(error.sample()));
        }
    }

    private static void checks(ArrayNode array, List<CheckSummary> checks) {
        for (CheckSummary check : checks) {
            array.addObject()
                    .put("scenario", clip(check.scenario()))
                    .put("name", clip(check.name()))
                    .put("passed", check.passed())
                    .put("failed", check.failed());
        }
    }

    private static void monitors(ArrayNode array, List<MonitorSummary> monitors) {
        for (MonitorSummary monitor : monitors) {
            ObjectNode node = array.addObject()
                    .put("name", clip(monitor.name()))
                    .put("unit", clip(monitor.unit()))
                    .put("samples", monitor.samples());
            FigureNodes.number(node, "min", monitor.min());
            FigureNodes.number(node, "mean", monitor.mean());
            FigureNodes.number(node, "max", monitor.max());
            FigureNodes.number(node, "last", monitor.last());
        }
    }

    private static ObjectNode generator(LoadData data) {
        GeneratorHealth health = data.generator();
        long timed = data.scenarios().stream()
                .mapToLong(ScenarioSummary::timedStarts)
                .sum();
        long late = data.scenarios().stream().mapToLong(ScenarioSummary::late).sum();
        ObjectNode node = FigureNodes.object();
        FigureNodes.share(node, "machineCpu", health.machineCpu());
        FigureNodes.share(node, "processCpu", health.processCpu());
        FigureNodes.number(node, "lateStartsPct", timed == 0 ? 0 : 100.0 * late / timed);
        FigureNodes.number(node, "lostMs", health.lostMillis());
        node.put(
                        "dropped",
                        data.scenarios().stream()
                                .mapToLong(ScenarioSummary::dropped)
                                .sum())
                .put("gcMs", health.gcMillis())
                .put("gcLongestMs", health.gcLongestMillis());
        node.set("hiccupMs", FigureNodes.latency(health.hiccups()));
        node.set("pinned", pinned(health.pinned()));
        ArrayNode problems = node.putArray("problems");
        health.problems().forEach(problem -> problems.add(clip(problem)));
        ArrayNode stuck = node.putArray("stuckUsers");
        health.stuckUsers().forEach(stack -> stuck.add(clip(stack)));
        return node;
    }

    private static @Nullable ObjectNode pinned(PinnedThreads pinned) {
        if (!pinned.watched()) {
            return null;
        }
        ObjectNode node = FigureNodes.object()
                .put("count", pinned.count())
                .put("totalMs", pinned.totalMillis())
                .put("longestMs", pinned.longestMillis());
        ArrayNode places = node.putArray("places");
        for (PinnedThreads.Place place : pinned.places()) {
            places.addObject()
                    .put("frame", clip(place.frame()))
                    .put("reason", clip(place.reason()))
                    .put("count", place.count());
        }
        return node;
    }

    private static ObjectNode histogramLog(ResultsReport report) {
        ObjectNode log = FigureNodes.object().put("file", "latency.hlog").put("unit", "ns");
        ObjectNode tags = log.putObject("tags");
        report.histogramTags().forEach((tag, meaning) -> tags.set(tag, tag(meaning)));
        return log;
    }

    private static ObjectNode tag(HistogramTag tag) {
        return FigureNodes.object()
                .put("request", clip(tag.key().request()))
                .put("scenario", clip(tag.key().scenario()))
                .put("kind", FigureNodes.label(tag.key().kind()))
                .put("phase", tag.key().phase().label())
                .put("values", tag.values().label());
    }
}
