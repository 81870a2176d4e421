// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.Response;
import java.lang.management.ManagementFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of answers that are counted and not kept, and how large they may be. */
class DiscardTests {

    private static final String UNREADABLE = "the body of 5 bytes was discarded: leave out discardBody() to read it";

    @Test
    void discardedBody_hasASizeAlone() {
        try (RawServer server = RawServer.answering(RawServer.ok("hello"));
                TestUser user = new TestUser(server.url())) {
            Response response = user.http.get("/").discardBody().send();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("Content-Type")).contains("text/plain");
            assertThat(response.size()).isEqualTo(5);
            assertThat(response).hasToString("200 OK, 5 bytes");
            unreadable(response::text);
            unreadable(response::bytes);
            unreadable(() -> response.json("/a"));
            unreadable(() -> response.json(String.class));
            assertThat(user.http.get("/").send().size()).isEqualTo(5);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static void unreadable(ThrowingCallable code) {
        assertThatIllegalStateException().isThrownBy(code).withMessage(UNREADABLE);
    }

    @Test
    void discardedBody_ofAnUnexpectedStatus_staysDiscarded() {
        try (RawServer server = RawServer.answering("HTTP/1.1 503 Busy\r\nContent-Length: 5\r\n\r\nsorry");
                TestUser user = new TestUser(server.url())) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class, () -> user.http.get("/").discardBody().send());

            assertThat(failure).hasMessage("503 Busy");
            assertThat(failure.response().size()).isEqualTo(5);
            unreadable(failure.response()::text);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void size_isThatOfTheUnpackedBody(boolean discarded) {
        byte[] packed = WireCase.gzip("x".repeat(100_000));
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    WireCase.answer("Content-Encoding: gzip|Content-Length: " + packed.length, packed)
                            .run(exchange);
                });
                TestUser user = new TestUser(server.url())) {
            Response response = (discarded ? user.http.get("/").discardBody() : user.http.get("/")).send();

            assertThat(response.size()).isEqualTo(100_000);
            assertThat(user.recorded.only().bytesReceived()).isLessThan(1000);
        }
    }

    @Test
    void expectedText_inADiscardedBody_isRefused() {
        String message = "expectBody needs the body, which discardBody does not keep: leave out one";
        try (TestUser user = new TestUser("http://localhost:1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> user.http.get("/").discardBody().expectBody("x"))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> user.http.get("/").expectBody("x").discardBody())
                    .withMessage(message);
        }
    }

    @Test
    void limit_isThatOfTheOptionsUnlessTheRequestHasOne() {
        HttpOptions options = HttpOptions.builder().maxResponseSize(4).build();
        try (RawServer server = RawServer.answering(RawServer.ok("hello"));
                TestUser user = new TestUser(server.url(), options)) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class, () -> user.http.get("/").send());
            assertThat(failure.kind() + ": " + failure.getMessage())
                    .isEqualTo("too large: localhost:" + server.port() + " sent a body of more than 4 bytes");

            assertThat(user.http.get("/").maxResponseSize(5).send().text()).isEqualTo("hello");
            failure = catchThrowableOfType(
                    HttpFailure.class, () -> user.http.get("/").discardBody().send());
            assertThat(failure.kind()).isEqualTo("too large");
            assertThat(user.http.head("/").send().size()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void limit_notAboveZero_isRefused(long limit) {
        try (TestUser user = new TestUser("http://localhost:1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> user.http.get("/").maxResponseSize(limit))
                    .withMessage("maxResponseSize was '" + limit + "' but must be above zero");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void longBody_discarded_takesNoMemoryOfItsLength(boolean packed) {
        long length = 200L << 20;
        byte[] zeros = WireCase.gzip(new byte[1 << 20]);
        byte[] plain = new byte[1 << 20];
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write("HTTP/1.1 200 OK\r\n" + (packed ? "Content-Encoding: gzip\r\n" : "") + "\r\n");
                    for (int i = 0; i < 200; i++) {
                        exchange.write(packed ? zeros : plain);
                    }
                });
                TestUser user = new TestUser(server.url())) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            Response response =
                    user.http.get("/").discardBody().maxResponseSize(length).send();

            assertThat(response.size()).isEqualTo(length);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5 << 20);
        }
    }
}
