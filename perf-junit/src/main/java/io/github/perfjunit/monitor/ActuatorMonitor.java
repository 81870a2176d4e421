// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Reads the metrics of a Spring Boot application (docs.spring.io/spring-boot/api/rest/actuator/metrics.html). */
final class ActuatorMonitor implements Monitor {

    /** What is watched if no metric is chosen. */
    static final List<String> DEFAULT = List.of(
            "jvm.memory.used{area=heap}",
            "jvm.threads.live",
            "process.cpu.usage",
            "process.files.open",
            "system.cpu.usage");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int WELL = 200;
    private static final int NOT_THERE = 404;

    private final HttpAddress actuator;
    private final HttpAddress list;
    private final List<Metric> metrics;
    private final LongSupplier clock;

    private record Metric(SeriesChoice choice, HttpAddress address, Differences differences) {}

    ActuatorMonitor(HttpAddress actuator, List<SeriesChoice> choices, LongSupplier clock) {
        this.actuator = actuator;
        this.list = actuator.at("/metrics");
        this.metrics = choices.stream()
                .map(choice -> new Metric(choice, address(actuator, choice), new Differences()))
                .toList();
        this.clock = clock;
    }

    private static HttpAddress address(HttpAddress actuator, SeriesChoice choice) {
        List<String> tags = new ArrayList<>();
        choice.labels().forEach((label, value) -> tags.addAll(List.of("tag", label + ":" + value)));
        return actuator.at("/metrics/" + choice.metric(), tags.toArray(String[]::new));
    }

    @Override
    public String name() {
        return actuator.shown();
    }

    /** A metric that is not there yet has no value; an application that does not answer is a failure. */
    @Override
    public synchronized void sample(Gauges gauges) {
        try {
            list.get();
            for (Metric metric : metrics) {
                HttpAddress.Answer answer = metric.address.ask();
                if (answer.status() != WELL && answer.status() != NOT_THERE) {
                    throw new IOException("status " + answer.status() + " of " + metric.address.shown());
                }
                give(gauges, metric, answer.status() == WELL ? JSON.readTree(answer.text()) : JSON.createObjectNode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void give(Gauges gauges, Metric metric, JsonNode json) {
        double value = Double.NaN;
        boolean total = false;
        for (JsonNode measurement : json.path("measurements")) {
            String statistic = measurement.path("statistic").asText();
            if (statistic.equals("VALUE") || statistic.equals("COUNT")) {
                value = measurement.path("value").asDouble(Double.NaN);
                total = statistic.equals("COUNT");
            }
        }
        String unit = total ? "/s" : json.path("baseUnit").asText("");
        gauges.gauge(
                metric.choice.gauge(),
                unit.equals("null") ? "" : unit,
                total ? metric.differences.perSecond(value, clock.getAsLong()) : value);
    }

    @Override
    public void close() {
        actuator.close(); // the other addresses share its connections
    }
}
