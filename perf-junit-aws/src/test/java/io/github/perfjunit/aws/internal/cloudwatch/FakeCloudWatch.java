// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORGenerator;

/**
 * CloudWatch on loopback, as far as its pages tell, in the protocol that the SDK speaks with it
 * (smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html): {@code POST
 * /service/GraniteServiceVersion20100801/operation/GetMetricData} with CBOR. Thread-safe.
 */
final class FakeCloudWatch implements AutoCloseable {

    private static final String PATH = "/service/GraniteServiceVersion20100801/operation/";
    private static final CBORFactory CBOR = new CBORFactory();

    private final HttpServer server;
    private final Map<String, SortedMap<Instant, Double>> points = new HashMap<>();
    private final List<Map<String, Object>> asked = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private int pageSize = 500;
    private String status = "Complete";

    FakeCloudWatch() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Publishes a point of a metric and statistic. */
    synchronized FakeCloudWatch with(String metric, String statistic, String time, double value) {
        points.computeIfAbsent(metric + "/" + statistic, key -> new TreeMap<>()).put(Instant.parse(time), value);
        return this;
    }

    /** Gives at most so many points of all metrics in one answer. */
    synchronized void pages(int size) {
        pageSize = size;
    }

    /** Answers with another status of results, such as {@code Forbidden}. */
    synchronized void status(String other) {
        status = other;
    }

    /** Refuses the next call, as docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html tells. */
    void failNext(String errorAndStatus) {
        failures.add(errorAndStatus);
    }

    /** Returns the bodies of all calls. */
    List<Map<String, Object>> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            InputStream in = exchange.getRequestBody();
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            Map<String, Object> body = read((zipped ? new GZIPInputStream(in) : in).readAllBytes());
            String signature = exchange.getRequestHeaders().getFirst("Authorization");
            if (signature == null || !signature.startsWith("AWS4-HMAC-SHA256 ")) {
                send(exchange, 403, error("MissingAuthenticationToken"));
                return;
            }
            body.put("operation", exchange.getRequestURI().getPath().substring(PATH.length()));
            asked.add(body);
            if (!failures.isEmpty()) {
                String[] failure = failures.remove(0).split(" ", 2);
                send(exchange, Integer.parseInt(failure[1]), error(failure[0]));
                return;
            }
            send(exchange, 200, body.get("operation").equals("GetMetricData") ? metrics(body) : Map.of());
        }
    }

    /** A message of AWS names who asked. */
    private static Map<String, Object> error(String code) {
        return Map.of(
                "__type",
                "com.amazonaws.cloudwatch#" + code,
                "message",
                "User: arn:aws:iam::123456789012:user/ci is not authorized");
    }

    /**
     * docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html: results with the statistic asked
     * for, in order of time, and a token while there is more.
     */
    private synchronized Map<String, Object> metrics(Map<String, Object> body) {
        Instant from = (Instant) body.get("StartTime");
        Instant to = (Instant) body.get("EndTime");
        Object token = body.get("NextToken");
        int skip = token == null ? 0 : Integer.parseInt((String) token);
        List<Map<String, Object>> results = new ArrayList<>();
        boolean more = false;
        for (Object each : (List<?>) body.get("MetricDataQueries")) {
            Map<?, ?> query = (Map<?, ?>) each;
            Map<?, ?> stat = (Map<?, ?>) query.get("MetricStat");
            Map<?, ?> metric = (Map<?, ?>) stat.get("Metric");
            List<Map.Entry<Instant, Double>> all = new ArrayList<>(
                    points.getOrDefault(metric.get("MetricName") + "/" + stat.get("Stat"), new TreeMap<>())
                            .subMap(from, to)
                            .entrySet());
            List<Map.Entry<Instant, Double>> page =
                    all.subList(Math.min(skip, all.size()), Math.min(skip + pageSize, all.size()));
            boolean left = skip + pageSize < all.size();
            more |= left;
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("Id", query.get("Id"));
            result.put("Label", metric.get("MetricName"));
            result.put("StatusCode", left ? "PartialData" : status);
            result.put("Timestamps", page.stream().map(Map.Entry::getKey).toList());
            result.put("Values", page.stream().map(Map.Entry::getValue).toList());
            results.add(result);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("MetricDataResults", results);
        if (more) {
            answer.put("NextToken", Integer.toString(skip + pageSize));
        }
        return answer;
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = write(body);
        exchange.getResponseHeaders().set("Content-Type", "application/cbor");
        exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(byte[] bytes) throws IOException {
        try (JsonParser parser = CBOR.createParser(bytes)) {
            parser.nextToken();
            return (Map<String, Object>) value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                boolean time = key.endsWith("Time") || key.equals("Timestamp");
                map.put(key, time ? instant(parser.getDoubleValue()) : value(parser));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        return token.isNumeric() ? (Object) parser.getDoubleValue() : token == JsonToken.VALUE_TRUE;
    }

    private static Instant instant(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    private static byte[] write(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CBORGenerator generator = CBOR.createGenerator(out)) {
            write(generator, value);
        }
        return out.toByteArray();
    }

    private static void write(CBORGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject(map.size());
            for (Map.Entry<?, ?> each : map.entrySet()) {
                generator.writeFieldName((String) each.getKey());
                write(generator, each.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray(list, list.size());
            for (Object each : list) {
                write(generator, each);
            }
            generator.writeEndArray();
        } else if (value instanceof Instant time) {
            generator.writeTag(1);
            generator.writeNumber(time.toEpochMilli() / 1000.0);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else {
            generator.writeString(String.valueOf(value));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
