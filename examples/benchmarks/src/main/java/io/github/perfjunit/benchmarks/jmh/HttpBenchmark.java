// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a request costs without a network: built, serialized, its answer parsed, judged and recorded. {@code plainGet}
 * with its bare answer is the least; what others take more is the price of what they add. Requests get the bare answer,
 * answers are asked for by the plain request.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class HttpBenchmark {

    private static final String JSON =
            "{\"id\":12345,\"name\":\"performance\",\"status\":\"ok\",\"items\":[1,2,3,4,5],\"note\":\"fixed body of 100 bytes\"}\n";
    private static final String HEADERS = String.join(
            "\r\n",
            "Server: nginx/1.22.1",
            "Date: Sat, 21 Nov 2026 05:00:00 GMT",
            "Content-Type: application/json",
            "Connection: keep-alive",
            "");
    private static final String SMALL =
            "HTTP/1.1 200 OK\r\n" + HEADERS + "Content-Length: " + JSON.length() + "\r\n\r\n" + JSON;
    private static final Map<String, Object> ORDER = Map.of("productId", 7, "quantity", 2, "note", "as a gift");

    private Http http;

    /**
     * Takes the client of a user.
     *
     * @param users users of a load
     * @throws InterruptedException if JMH gives up
     */
    @Setup
    public void take(HeldUsers users) throws InterruptedException {
        http = users.take().http();
    }

    /** Answers of 100 bytes of JSON with five header fields, as nginx gives them. */
    @State(Scope.Benchmark)
    public static class SmallAnswer {

        /** Sets the answer. */
        @Setup
        public void set() {
            answer(SMALL);
        }
    }

    /** The same in two chunks. */
    @State(Scope.Benchmark)
    public static class ChunkedAnswer {

        /** Sets the answer. */
        @Setup
        public void set() {
            String chunk = Integer.toHexString(JSON.length() / 2) + "\r\n";
            String rest = Integer.toHexString(JSON.length() - JSON.length() / 2) + "\r\n";
            answer("HTTP/1.1 200 OK\r\n" + HEADERS + "Transfer-Encoding: chunked\r\n\r\n" + chunk
                    + JSON.substring(0, JSON.length() / 2) + "\r\n" + rest + JSON.substring(JSON.length() / 2)
                    + "\r\n0\r\n\r\n");
        }
    }

    /** Answers of 16 KiB with twenty header fields more. */
    @State(Scope.Benchmark)
    public static class LargeAnswer {

        /** Sets the answer. */
        @Setup
        public void set() {
            StringBuilder fields = new StringBuilder(HEADERS);
            for (int i = 0; i < 20; i++) {
                fields.append("X-Field-").append(i).append(": some value of a usual length\r\n");
            }
            answer("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 16384\r\n\r\n" + "x".repeat(16_384));
        }
    }

    private static void answer(String text) {
        MemorySocket.answerWith(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * A GET and a bare answer.
     *
     * @return the answer
     */
    @Benchmark
    public Response plainGet() {
        return http.get("/fast").send();
    }

    /**
     * A GET with values in path and query.
     *
     * @return the answer
     */
    @Benchmark
    public Response templateGet() {
        return http.get("/products/{id}?q={query}", 12_345, "tea pot").send();
    }

    /**
     * A GET with three header fields.
     *
     * @return the answer
     */
    @Benchmark
    public Response headersGet() {
        return http.get("/fast")
                .header("Accept", "application/json")
                .header("X-Request-Id", "4711")
                .bearer("eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG")
                .send();
    }

    /**
     * A POST of a small JSON object.
     *
     * @return the answer
     */
    @Benchmark
    public Response jsonPost() {
        return http.post("/orders").json(ORDER).send();
    }

    /**
     * A small answer.
     *
     * @param answer the answer
     * @return the answer
     */
    @Benchmark
    public Response smallAnswer(SmallAnswer answer) {
        return http.get("/fast").send();
    }

    /**
     * A small answer whose body is looked at as text.
     *
     * @param answer the answer
     * @return the body
     */
    @Benchmark
    public String smallAnswerText(SmallAnswer answer) {
        return http.get("/fast").send().text();
    }

    /**
     * A small answer of whose JSON one value is looked at.
     *
     * @param answer the answer
     * @return the value
     */
    @Benchmark
    public String smallAnswerJson(SmallAnswer answer) {
        return http.get("/fast").send().json("/name");
    }

    /**
     * A chunked answer.
     *
     * @param answer the answer
     * @return the answer
     */
    @Benchmark
    public Response chunkedAnswer(ChunkedAnswer answer) {
        return http.get("/fast").send();
    }

    /**
     * A large answer.
     *
     * @param answer the answer
     * @return the answer
     */
    @Benchmark
    public Response largeAnswer(LargeAnswer answer) {
        return http.get("/fast").send();
    }
}
