// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpRequest;
import io.github.perfjunit.http.Response;
import io.github.perfjunit.metrics.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * One odd or hostile answer, what must become of it, and that the next request of the same user gets its own answer.
 *
 * @param name what is odd
 * @param request what the user sends
 * @param timeout its timeout
 * @param server what the server does with the request, once its head is read
 * @param outcome status and body, or kind and message with % for the server
 * @param reused whether the next request may use the same connection
 * @param thinking whether the user waits with the next request until the server has done all it does
 */
record WireCase(
        String name,
        Function<Http, HttpRequest> request,
        Duration timeout,
        List<RawServer.Script> server,
        String outcome,
        boolean reused,
        boolean thinking) {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SHORT_TIMEOUT = Duration.ofMillis(300);

    private static final String INVALID = "protocol: % sent no valid HTTP/1.1 answer: ";
    static final String MALFORMED = INVALID + "its status line or a header field is malformed";
    static final String LONG_LINE = INVALID + "a line of its head is longer than 8 KiB";
    static final String LONG_HEAD = INVALID + "its head is longer than 256 KiB";
    static final String MANY_FIELDS = INVALID + "its head has more than 1,000 fields";
    static final String MANY_TRAILERS = INVALID + "it has more than 1,000 trailers";
    static final String LONG_LINE_OF_BODY = INVALID + "the line of a chunk size or of a trailer is longer than 8 KiB";
    static final String EMPTY_LINES = INVALID + "more than 10 empty lines come before its head";
    static final String LENGTH = INVALID + "the length of its body is malformed or ambiguous";
    static final String CHUNKS = INVALID + "the chunks of its body are malformed";
    static final String VERSION = INVALID + "it is of another version of HTTP";
    static final String CODING = INVALID + "it has an unknown transfer coding";
    static final String GZIP = "protocol: % sent a body that is not the gzip its header announces";
    static final String UNANSWERED = "closed: % closed the connection before it answered";
    static final String CUT = "closed: % closed the connection in the middle of its answer";
    static final String SLOW = "timeout: % did not finish its answer within 300 ms";

    /** An answer that brings the connection to its end, to a request that is not repeated. */
    static WireCase fails(String name, String outcome, RawServer.Script... server) {
        return of(name, outcome, false, server);
    }

    /** An answer of 200 with the body {@code ok}, after which the connection is of no use. */
    static WireCase dropped(String name, RawServer.Script... server) {
        return of(name, "200: ok", false, server);
    }

    /** An answer of 200 with the body {@code ok}, after which the connection is used again. */
    static WireCase reused(String name, RawServer.Script... server) {
        return of(name, "200: ok", true, server);
    }

    private static WireCase of(String name, String outcome, boolean reused, RawServer.Script... server) {
        Duration timeout = outcome.startsWith("timeout") ? SHORT_TIMEOUT : TIMEOUT;
        return new WireCase(name, http -> http.post("/x"), timeout, List.of(server), outcome, reused, false);
    }

    WireCase to(Function<Http, HttpRequest> other) {
        return new WireCase(name, other, timeout, server, outcome, reused, thinking);
    }

    WireCase brings(String other) {
        return new WireCase(name, request, timeout, server, other, reused, thinking);
    }

    WireCase reusing() {
        return new WireCase(name, request, timeout, server, outcome, true, thinking);
    }

    WireCase within(Duration other) {
        return new WireCase(name, request, other, server, outcome, reused, thinking);
    }

    WireCase withThinking() {
        return new WireCase(name, request, timeout, server, outcome, reused, true);
    }

    /** Plays the case, with something more about the request if wanted. */
    void play(UnaryOperator<HttpRequest> more) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        try (RawServer raw = RawServer.running(exchange -> serve(exchange, done));
                TestUser user = new TestUser(raw.url())) {
            long started = System.nanoTime();
            String first = send(more.apply(request.apply(user.http)).timeout(timeout));
            assertThat(System.nanoTime() - started).isLessThan(timeout.toNanos() + TimeUnit.SECONDS.toNanos(3));

            assertThat(first).as(name).isEqualTo(outcome.replace("%", "localhost:" + raw.port()));
            if (thinking) {
                assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
                Thread.sleep(20); // until it arrives
            }
            assertThat(send(user.http.get("/next").timeout(Duration.ofSeconds(5))))
                    .as("next request after " + name)
                    .isEqualTo("200: next");
            assertThat(raw.connections()).as("connections of " + name).isEqualTo(reused ? 1 : 2);
            assertThat(user.recorded.samples).hasSize(2);
            assertThat(user.recorded.samples.get(1).outcome()).isEqualTo(Outcome.OK);
            boolean failed = user.recorded.samples.get(0).outcome() != Outcome.OK;
            assertThat(user.recorded.errors).hasSize(failed ? 1 : 0);
        }
    }

    private void serve(RawServer.Exchange exchange, CountDownLatch done) throws Exception {
        if (exchange.number() == 1) {
            exchange.readHead();
            try {
                for (RawServer.Script step : server) {
                    step.run(exchange);
                }
            } finally {
                done.countDown();
            }
        }
        for (String head = exchange.readHead(); head != null; head = exchange.readHead()) {
            exchange.write(RawServer.ok("next"));
        }
    }

    private static String send(HttpRequest request) {
        try {
            Response response = request.send();
            return response.status() + ": " + body(response);
        } catch (HttpFailure e) {
            assertThat(e.response() == null).isEqualTo(e.outcome() == Outcome.ERROR);
            return e.kind() + ": " + e.getMessage();
        }
    }

    // Of a body that is discarded the size is all there is.
    private static String body(Response response) {
        return response instanceof DiscardedResponse ? "ok".repeat((int) response.size() / 2) : response.text();
    }

    /** Sends text, or bytes as ISO 8859-1. */
    static RawServer.Script send(String text) {
        return exchange -> exchange.write(text);
    }

    static RawServer.Script send(byte[] bytes) {
        return exchange -> exchange.write(bytes);
    }

    /** Sends the head of an answer of 200, its fields separated by bars, and its body. */
    static RawServer.Script answer(String fields, String body) {
        return send(
                "HTTP/1.1 200 OK\r\n" + fields.replace("|", "\r\n") + (fields.isEmpty() ? "" : "\r\n") + "\r\n" + body);
    }

    static RawServer.Script answer(String fields, byte[] body) {
        return answer(fields, new String(body, StandardCharsets.ISO_8859_1));
    }

    static RawServer.Script chunks(String body) {
        return answer("Transfer-Encoding: chunked", body);
    }

    static RawServer.Script pause(int millis) {
        return exchange -> Thread.sleep(millis);
    }

    static RawServer.Script readBody(int length) {
        return exchange -> exchange.readBody(length);
    }

    /** Sends a text again and again until the client closes the connection. */
    static RawServer.Script flood(String text, int pauseMillis) {
        return exchange -> {
            while (true) {
                exchange.write(text);
                Thread.sleep(pauseMillis);
            }
        };
    }

    static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] gzip(String plain) {
        return gzip(plain.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }
}
