// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.metrics.PrintableText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Asks a Prometheus server (prometheus.io/docs/prometheus/latest/querying/api, instant queries). */
final class PromqlMonitor implements Monitor {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 200;

    private final String name;
    private final String unit;
    private final HttpAddress query;

    PromqlMonitor(String name, String unit, HttpAddress server, String query) {
        this.name = name;
        this.unit = unit;
        this.query = server.at("/api/v1/query", "query", query);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void sample(Gauges gauges) {
        try {
            gauges.gauge(name, unit, value(query.ask()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double value(HttpAddress.Answer answer) throws IOException {
        JsonNode json = json(answer.text());
        if (!json.path("status").asText().equals("success")) {
            String error = json.path("error").asText();
            throw new IOException("status " + answer.status() + " of " + query.shown()
                    + (error.isEmpty() ? "" : ": " + PrintableText.compact(error, LONGEST)));
        }
        JsonNode result = json.at("/data/result");
        if (json.at("/data/resultType").asText().equals("scalar")) {
            return number(result.path(1).asText());
        }
        if (result.size() > 1) {
            throw new IOException("the query gave " + result.size()
                    + " series but must give one: put it into sum(...), max(...) or avg(...)");
        }
        return result.isEmpty() ? Double.NaN : number(result.at("/0/value/1").asText());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        query.close();
    }
}
