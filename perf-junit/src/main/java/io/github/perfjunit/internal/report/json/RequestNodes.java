// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The measured figures of requests, each name once, all scenarios together. */
final class RequestNodes {

    private final LoadResult result;

    RequestNodes(LoadResult result) {
        this.result = result;
    }

    ObjectNode all() {
        return figures(LoadResult.ALL_REQUESTS, result.all());
    }

    void each(ArrayNode array) {
        each(array, result.requests());
    }

    /** Steps with requests inside them, which are counted separately. */
    void steps(ArrayNode array) {
        each(array, result.steps());
    }

    /** All iterations together, with or without requests. */
    ObjectNode iterations() {
        Measurements iterations = result.iterations();
        return figures(LoadResult.ITERATION, iterations).put("bodyFailures", iterations.bodyFailures());
    }

    void statements(ArrayNode array) {
        each(array, result.statementNames().stream().map(result::statement).toList());
    }

    private void each(ArrayNode array, List<Measurements> all) {
        for (Measurements measured : all) {
            String name = measured.subject();
            ObjectNode node = figures(name, measured);
            ArrayNode kinds = node.putArray("errorKinds");
            result.data().errors().stream()
                    .filter(error -> error.request().equals(name))
                    .forEach(error -> kinds.add(errorKind(error)));
            array.add(node);
        }
    }

    /** Connects of all phases: most connections are opened before the measured time. */
    ObjectNode connects() {
        List<Series> connects = result.data().series().stream()
                .filter(s -> s.key().kind() == SeriesKind.CONNECT)
                .toList();
        long failed = connects.stream().mapToLong(Series::failures).sum();
        ObjectNode node = FigureNodes.object()
                .put(
                        "count",
                        failed
                                + connects.stream()
                                        .mapToLong(s -> s.count(Outcome.OK))
                                        .sum())
                .put("errors", failed);
        node.set(
                "latencyMs",
                FigureNodes.latency(
                        LatencySummary.merge(connects.stream().map(Series::ok).toList())));
        return node;
    }

    private static ObjectNode figures(String name, Measurements measured) {
        double seconds = measured.duration().toNanos() / 1e9;
        ObjectNode node = FigureNodes.object()
                .put("name", FigureNodes.clip(name))
                .put("count", measured.count())
                .put("errors", measured.failures());
        FigureNodes.number(node, "errorPct", 100 * measured.errorRate());
        FigureNodes.number(node, "perSecond", seconds == 0 ? 0 : measured.count() / seconds);
        FigureNodes.number(node, "okPerSecond", measured.throughput());
        node.set("outcomes", outcomes(measured));
        node.set("latencyMs", FigureNodes.latency(measured.latency()));
        LatencySummary service = measured.serviceTime();
        if (!service.equals(measured.latency())) {
            node.set("serviceMs", FigureNodes.latency(service));
        }
        LatencySummary failed = measured.failedLatency();
        if (!failed.isEmpty()) {
            node.set("failedMs", FigureNodes.latency(failed));
        }
        LatencySummary cutOff = measured.cutOff();
        if (!cutOff.isEmpty()) {
            node.set("cutOffMs", FigureNodes.latency(cutOff).put("count", cutOff.count()));
        }
        return node.put("bytesSent", measured.bytesSent()).put("bytesReceived", measured.bytesReceived());
    }

    private static ObjectNode outcomes(Measurements measured) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            if (measured.count(outcome) > 0) {
                outcomes.put(outcome, measured.count(outcome));
            }
        }
        return FigureNodes.counts(outcomes);
    }

    private static ObjectNode errorKind(ErrorSummary error) {
        return FigureNodes.object()
                .put("type", FigureNodes.clip(error.kind()))
                .put("message", FigureNodes.clip(error.message()))
                .put("count", error.count())
                .put("measured", error.measured())
                .put("firstMs", error.firstMillis())
                .put("lastMs", error.lastMillis());
    }
}
