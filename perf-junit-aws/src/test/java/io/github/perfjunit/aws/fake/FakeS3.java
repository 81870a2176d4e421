// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * What of S3's REST API a {@code RunStore} needs, path-style on loopback, with the failures that the true one may have.
 * Each behaviour names the page of the API that it imitates.
 */
public final class FakeS3 implements AutoCloseable {

    /** The bucket that there is. */
    public static final String BUCKET = "loads";

    /** An object. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(byte[] content, Instant modified) {}

    /** An answer that is no success; null to go on as usual. */
    public record Refusal(int status, String code) {}

    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final List<String> requests = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Function<String, Refusal> refusal = request -> null;
    private volatile Function<String, byte[]> damage = key -> null;
    private volatile long slownessMillis;
    private volatile int page = 1_000;

    private FakeS3(HttpServer server) {
        this.server = server;
    }

    public static FakeS3 start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeS3 s3 = new FakeS3(server);
        server.createContext("/", s3::answer);
        server.setExecutor(s3.threads);
        server.start();
        return s3;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Refuses requests; asked with such as {@code GET loads/runs/1/start}. */
    public void refuse(Function<String, Refusal> when) {
        refusal = when;
    }

    /** Answers reads of a key with other bytes. */
    public void damage(Function<String, byte[]> when) {
        damage = when;
    }

    public void slowness(long millis) {
        slownessMillis = millis;
    }

    public void page(int size) {
        page = size;
    }

    public byte[] content(String key) {
        Stored stored = objects.get(key);
        return stored == null ? null : stored.content();
    }

    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    public void put(String key, byte[] content) {
        objects.put(key, new Stored(content, Instant.now()));
    }

    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8)
                    .substring(1);
            String request = exchange.getRequestMethod() + " " + path;
            synchronized (requests) {
                requests.add(request);
            }
            pause(slownessMillis);
            Refusal refused = refusal.apply(request);
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html: AccessDenied
                refused = new Refusal(403, "AccessDenied");
            }
            if (refused != null) {
                error(exchange, refused.status(), refused.code());
                return;
            }
            int slash = path.indexOf('/');
            String bucket = slash < 0 ? path : path.substring(0, slash);
            String key = slash < 0 ? "" : path.substring(slash + 1);
            if (!bucket.equals(BUCKET)) {
                error(exchange, 404, "NoSuchBucket");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, key, unchunked(exchange, body));
                case "GET" -> {
                    if (key.isEmpty()) {
                        list(exchange);
                    } else {
                        get(exchange, key);
                    }
                }
                // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
                case "HEAD" -> send(exchange, key.isEmpty() || objects.containsKey(key) ? 200 : 404, new byte[0]);
                default -> error(exchange, 405, "MethodNotAllowed");
            }
        }
    }

    /**
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html: with If-None-Match: * the first write
     * succeeds, later ones get 412.
     */
    private void put(HttpExchange exchange, String key, byte[] content) throws IOException {
        Stored stored = new Stored(content, Instant.now());
        if (!"*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            objects.put(key, stored);
        } else if (objects.putIfAbsent(key, stored) != null) {
            error(exchange, 412, "PreconditionFailed");
            return;
        }
        exchange.getResponseHeaders().set("ETag", "\"" + Integer.toHexString(key.hashCode()) + "\"");
        send(exchange, 200, new byte[0]);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html: NoSuchKey where ListBucket is allowed. */
    private void get(HttpExchange exchange, String key) throws IOException {
        Stored stored = objects.get(key);
        if (stored == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        byte[] other = damage.apply(key);
        send(exchange, 200, other == null ? stored.content() : other);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html. */
    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI());
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.get("delimiter");
        int most = Math.min(page, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
        String after = query.getOrDefault("continuation-token", "");
        TreeMap<String, Stored> found = new TreeMap<>();
        TreeSet<String> folders = new TreeSet<>();
        objects.tailMap(after, false).forEach((key, stored) -> {
            if (key.startsWith(prefix)) {
                int end = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
                if (end >= 0) {
                    folders.add(key.substring(0, end + 1));
                } else {
                    found.put(key, stored);
                }
            }
        });
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\"?>" + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        boolean more = found.size() > most;
        String last = "";
        int taken = 0;
        for (Map.Entry<String, Stored> each : found.entrySet()) {
            if (taken++ == most) {
                break;
            }
            last = each.getKey();
            xml.append("<Contents><Key>")
                    .append(last)
                    .append("</Key><LastModified>")
                    .append(each.getValue().modified().truncatedTo(ChronoUnit.SECONDS))
                    .append("</LastModified><Size>")
                    .append(each.getValue().content().length)
                    .append("</Size></Contents>");
        }
        folders.forEach(
                folder -> xml.append("<CommonPrefixes><Prefix>").append(folder).append("</Prefix></CommonPrefixes>"));
        xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>").append(last).append("</NextContinuationToken>");
        }
        send(exchange, 200, xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html: aws-chunked bodies. */
    private static byte[] unchunked(HttpExchange exchange, byte[] body) throws IOException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (encoding == null || !encoding.contains("aws-chunked")) {
            return body;
        }
        InputStream in = new ByteArrayInputStream(body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
            if (length == 0) {
                return out.toByteArray();
            }
            out.write(in.readNBytes(length));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private void error(HttpExchange exchange, int status, String code) throws IOException {
        send(
                exchange,
                status,
                ("<Error><Code>" + code + "</Code><Message>as the test wants it</Message></Error>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
