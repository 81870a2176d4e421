// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpRequest;
import io.github.perfjunit.metrics.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request that is built and never sent fails the iteration that built it. */
@Timeout(30)
class UnsentRequestsTests {

    private RawServer server;
    private TestUser user;

    @BeforeEach
    void open() {
        server = RawServer.answering(RawServer.ok("x"));
        user = new TestUser(server.url());
    }

    @AfterEach
    void close() {
        user.close();
        server.close();
    }

    /** Ends an iteration whose code returned; what it failed with, if anything. */
    private HttpFailure end() {
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> user.pool.bodyReturned(user.http));
        user.pool.iterationEnded(user.http);
        return failure;
    }

    @Test
    void everyRequestSent_isRight() {
        HttpRequest first = user.http.get("/a");
        HttpRequest second = user.http.get("/b");
        HttpRequest third = user.http.get("/c");
        second.send();
        first.send();
        third.send();
        user.http.get("/d").send();

        assertThat(end()).isNull();
        assertThat(user.recorded.samples).hasSize(4).allMatch(s -> s.outcome() == Outcome.OK);
    }

    @Test
    void unsent_isCountedOnceANameAndIteration() {
        user.http.get("/a/{id}", 1);
        user.http.get("/a/{id}", 2);
        user.http.get("/b").send();
        user.http.post("/c").name("order");
        HttpFailure failure = end();

        assertThat(failure).hasMessage("GET /a/{id} was built and never sent; call send() on it");
        assertThat(failure.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(failure.kind()).isEqualTo("not sent");
        assertThat(user.recorded.samples)
                .extracting(RecordedRequests.Sample::name, RecordedRequests.Sample::outcome)
                .containsExactly(
                        tuple("GET /b", Outcome.OK),
                        tuple("GET /a/{id}", Outcome.ERROR),
                        tuple("order", Outcome.ERROR));
        assertThat(user.recorded.errors)
                .extracting(
                        RecordedRequests.Listed::name, RecordedRequests.Listed::kind, RecordedRequests.Listed::message)
                .containsExactly(
                        tuple("GET /a/{id}", "not sent", "GET /a/{id} was built and never sent; call send() on it"),
                        tuple("order", "not sent", "order was built and never sent; call send() on it"));
        assertThat(end()).isNull();
        user.http.get("/a/{id}", 3);
        assertThat(end()).isNotNull();
    }

    @Test
    void sentInALaterIteration_isUnsentInItsOwn() {
        HttpRequest early = user.http.get("/a");
        assertThat(end()).hasMessage("GET /a was built and never sent; call send() on it");
        early.send();

        assertThat(end()).isNull();
    }

    @Test
    void sentTwice_isStillRefused() {
        HttpRequest request = user.http.get("/a");
        request.send();

        assertThatIllegalStateException()
                .isThrownBy(request::send)
                .withMessage("this request was sent already: begin a new one");
        assertThat(end()).isNull();
    }

    @Test
    void mistakeInItsArguments_isOneFailureAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> user.http.get("/a").header("X", "a\nb"));
        user.pool.iterationEnded(user.http); // an iteration that throws does not return

        assertThat(end()).isNull();
        assertThat(user.recorded.samples).isEmpty();
        assertThat(user.recorded.errors).isEmpty();
    }

    @Test
    void mistakeThatSendingFinds_isOneFailureAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> user.http.get("/a").expectContinue().send());

        assertThat(end()).isNull();
    }

    @Test
    void endOfTheLoad_excusesEverything() {
        user.http.get("/a");
        user.recorded.interrupted = true;

        assertThat(end()).isNull();
        assertThat(user.recorded.samples).isEmpty();
    }

    @Test
    void loopThatOnlyBuilds_takesNoMemory() {
        for (int i = 0; i < 10_000; i++) {
            user.http.get("/a/" + i);
        }

        assertThat(end()).hasMessage("GET /a/0 was built and never sent; call send() on it");
        assertThat(user.recorded.samples).hasSize(101);
    }
}
