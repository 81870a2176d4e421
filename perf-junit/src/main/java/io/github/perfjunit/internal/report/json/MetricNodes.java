// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.CustomMetric.Kind;
import java.util.List;
import java.util.TreeMap;

/** Metrics of the bodies as JSON. */
final class MetricNodes {

    private MetricNodes() {}

    static void put(ArrayNode array, List<CustomMetric> metrics) {
        for (CustomMetric metric : metrics) {
            CustomMetric.Key key = metric.key();
            ObjectNode node = array.addObject()
                    .put("scenario", FigureNodes.clip(key.scenario()))
                    .put("name", FigureNodes.clip(key.name()));
            ObjectNode tags = node.putObject("tags");
            new TreeMap<>(key.tags()).forEach((tag, value) -> tags.put(FigureNodes.clip(tag), FigureNodes.clip(value)));
            node.put("kind", key.kind().text());
            node.put("phase", FigureNodes.label(key.phase()));
            node.put("values", metric.values());
            switch (key.kind()) {
                case COUNT -> FigureNodes.number(node, "sum", metric.sum());
                case RATE -> FigureNodes.number(node, "share", metric.mean());
                case GAUGE, TREND -> numbers(node, metric);
            }
        }
    }

    private static void numbers(ObjectNode node, CustomMetric metric) {
        FigureNodes.number(node, "min", metric.min());
        FigureNodes.number(node, "mean", metric.mean());
        FigureNodes.number(node, "max", metric.max());
        if (metric.key().kind() == Kind.GAUGE) {
            FigureNodes.number(node, "last", metric.last());
            return;
        }
        for (double percentile : new double[] {50, 90, 95, 99}) {
            FigureNodes.number(node, "p" + (int) percentile, metric.percentile(percentile));
        }
    }
}
