// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.perfjunit.metrics.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(20)
class MeasuredHttpClientTests {

    private final Shop shop = new Shop();
    private final Counted user = new Counted();
    private final HttpClient plain = HttpClient.newHttpClient();
    private final MeasuredHttpClient client = MeasuredHttpClient.of(plain);

    @AfterEach
    void close() {
        shop.close();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(shop.url(path))).build();
    }

    @Test
    void send_ok_isCountedWithItsBody() throws Exception {
        user.lateness = 1_000_000;
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.url("/ok?secret=1")))
                .POST(BodyPublishers.ofString("order"))
                .build();

        HttpResponse<String> response = user.run(() -> client.send(request, BodyHandlers.ofString()));

        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.request()).isEqualTo(request);
        user.assertOk("POST /ok");
        assertThat(user.only().bytesSent()).isEqualTo(5);
        assertThat(user.only().bytesReceived()).isEqualTo(5);
        assertThat(user.only().started() - user.only().intended()).isEqualTo(1_000_000);
    }

    @Test
    void send_outsideALoad_isNotCounted() throws Exception {
        assertThat(client.send(get("/ok"), BodyHandlers.ofString()).body()).isEqualTo("hello");
        assertThat(client.sendAsync(get("/ok"), BodyHandlers.ofString()).get().body())
                .isEqualTo("hello");
        assertThat(user.samples).isEmpty();
    }

    @Test
    void send_404_isAnAnswerAndAFailure() throws Exception {
        HttpResponse<String> response = user.run(() -> client.send(get("/products/7"), BodyHandlers.ofString()));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("none");
        user.assertFailed("GET /products/7", Outcome.STATUS, "404", "status 404");
    }

    @Test
    void send_namedAndAccepted404_isNoFailure() throws Exception {
        MeasuredHttpClient named = client.named(request -> "GET /products/{id}").acceptStatus(status -> status == 404);

        user.run(() -> named.send(get("/products/7"), BodyHandlers.ofString()));

        user.assertOk("GET /products/{id}");
    }

    @Test
    void send_testOfStatusFails_answerArrives() throws Exception {
        MeasuredHttpClient odd = client.acceptStatus(status -> {
            throw new IllegalStateException("odd");
        });

        assertThat(user.run(() -> odd.send(get("/ok"), BodyHandlers.ofString())).body())
                .isEqualTo("hello");
        user.assertFailed(
                "GET /ok",
                Outcome.ERROR,
                "IllegalStateException",
                "the test for accepted statuses failed: java.lang.IllegalStateException: odd");
    }

    @Test
    void send_timeout_isThrownAndCounted() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.url("/silent")))
                .timeout(Duration.ofMillis(50))
                .build();

        Throwable thrown = catchThrowable(() -> user.run(() -> client.send(request, BodyHandlers.ofString())));

        assertThat(thrown).isInstanceOf(HttpTimeoutException.class);
        user.assertFailed("GET /silent", Outcome.ERROR, "timeout", "no answer from " + shop.target() + " in time");
        assertThat(user.errors.get(0).cause()).isSameAs(thrown);
        assertThat(user.knows(thrown)).isTrue();
        assertThat(user.knows(new IOException("another"))).isFalse();
    }

    @Test
    void send_refused_isThrownAndCounted() {
        URI nowhere = URI.create(Shop.nowhere());
        HttpRequest request = HttpRequest.newBuilder(nowhere).build();

        assertThatThrownBy(() -> user.run(() -> client.send(request, BodyHandlers.ofString())))
                .isInstanceOf(ConnectException.class);
        user.assertFailed("GET /", Outcome.ERROR, "connect", "no connection to 127.0.0.1:" + nowhere.getPort());
    }

    @Test
    void send_unknownHost_isOfDns() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://nowhere.invalid/")).build();

        assertThatThrownBy(() -> user.run(() -> client.send(request, BodyHandlers.ofString())))
                .isInstanceOf(ConnectException.class);
        user.assertFailed("GET /", Outcome.ERROR, "dns", "unknown host nowhere.invalid");
    }

    @Test
    void send_serverClosed_isCountedOnce() {
        assertThatThrownBy(() -> user.run(() -> client.send(
                        HttpRequest.newBuilder(URI.create(shop.url("/closed")))
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())))
                .isInstanceOf(IOException.class);
        user.assertFailed(
                "POST /closed", Outcome.ERROR, "closed", shop.target() + " closed the connection before it answered");
    }

    @Test
    void send_bodyBreaksOff_isCountedOnce() {
        Throwable thrown = catchThrowable(() -> user.run(() -> client.send(get("/broken"), BodyHandlers.ofString())));

        assertThat(thrown).isInstanceOf(IOException.class);
        user.assertFailed(
                "GET /broken",
                Outcome.ERROR,
                "closed",
                shop.target() + " closed the connection in the middle of its answer");
        assertThat(user.knows(thrown)).isTrue();
    }

    @Test
    void send_interruptedByTheLoad_isNoFailure() throws Exception {
        user.interrupted = true;
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> user.run(() -> client.send(get("/silent"), BodyHandlers.ofString())))
                .isInstanceOf(InterruptedException.class);
        assertThat(user.only().outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(user.errors).isEmpty();
    }

    @Test
    void send_interruptedByTheBody_isAFailure() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> user.run(() -> client.send(get("/silent"), BodyHandlers.ofString())))
                .isInstanceOf(InterruptedException.class);
        user.assertFailed(
                "GET /silent",
                Outcome.ERROR,
                "interrupted",
                "the thread was interrupted before " + shop.target() + " had answered");
    }

    @Test
    void send_stream_isCountedAtItsEnd() throws Exception {
        InputStream body = user.run(() -> client.send(get("/stream"), BodyHandlers.ofInputStream()))
                .body();
        assertThat(body.readNBytes(5)).asString().isEqualTo("first");
        assertThat(user.samples).isEmpty();
        long before = System.nanoTime();
        shop.letGo();

        assertThat(body.readAllBytes()).asString().isEqualTo("-rest");

        user.assertOk("GET /stream");
        assertThat(user.only().bytesReceived()).isEqualTo(10);
        assertThat(user.only().ended()).isGreaterThan(before);
    }

    @Test
    void send_streamClosedEarly_isCountedThen() throws Exception {
        try (InputStream body = user.run(() -> client.send(get("/stream"), BodyHandlers.ofInputStream()))
                .body()) {
            assertThat(body.read()).isEqualTo('f');
            assertThat(user.samples).isEmpty();
        }
        user.assertOk("GET /stream");
    }

    @Test
    void send_streamClosedEarlyAfterTheLoad_isNoAnswer() throws Exception {
        try (InputStream body = user.run(() -> client.send(get("/stream"), BodyHandlers.ofInputStream()))
                .body()) {
            assertThat(body.read()).isEqualTo('f');
            user.interrupted = true;
        }
        assertThat(user.only().outcome()).isEqualTo(Outcome.INTERRUPTED);
    }

    @Test
    void send_streamBreaksOff_failsOnce() throws Exception {
        InputStream body = user.run(() -> client.send(get("/broken"), BodyHandlers.ofInputStream()))
                .body();

        Throwable thrown = catchThrowable(body::readAllBytes);

        assertThat(thrown).isInstanceOf(IOException.class);
        user.assertFailed(
                "GET /broken",
                Outcome.ERROR,
                "closed",
                shop.target() + " closed the connection in the middle of its answer");
        assertThat(user.knows(thrown)).isTrue();
    }

    @Test
    void send_lines_areTheBody() throws Exception {
        try (Stream<String> lines =
                user.run(() -> client.send(get("/ok"), BodyHandlers.ofLines())).body()) {
            assertThat(lines).containsExactly("hello");
        }
        user.assertOk("GET /ok");
    }

    @Test
    void send_nothing_isRefusedByTheClient() {
        assertThatThrownBy(() -> user.run(() -> client.send(null, BodyHandlers.ofString())))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> user.run(() -> client.send(get("/ok"), null)))
                .isInstanceOf(NullPointerException.class);
        assertThat(user.samples).isEmpty();
    }

    @Test
    void sendAsync_ok_isCountedBeforeTheCallerGoesOn() throws Exception {
        for (int i = 1; i <= 50; i++) {
            CompletableFuture<HttpResponse<String>> future =
                    user.run(() -> client.sendAsync(get("/ok"), BodyHandlers.ofString()));
            assertThat(future.join().body()).isEqualTo("hello");
            assertThat(user.samples).hasSize(i);
        }
        assertThat(user.errors).isEmpty();
    }

    @Test
    void sendAsync_refused_completesAsTheClientDoes() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Shop.nowhere())).build();
        AtomicReference<Throwable> told = new AtomicReference<>();
        AtomicReference<Throwable> toldByPlain = new AtomicReference<>();
        Throwable thrown = catchThrowable(() -> user.run(() -> client.sendAsync(request, BodyHandlers.ofString(), null))
                .whenComplete((response, failure) -> told.set(failure))
                .join());
        Throwable thrownByPlain = catchThrowable(() -> plain.sendAsync(request, BodyHandlers.ofString())
                .whenComplete((response, failure) -> toldByPlain.set(failure))
                .join());

        assertThat(thrown).isInstanceOf(CompletionException.class).hasSameClassAs(thrownByPlain);
        assertThat(thrown.getCause()).hasSameClassAs(thrownByPlain.getCause());
        assertThat(told.get()).hasSameClassAs(toldByPlain.get());
        assertThat(user.only().outcome()).isEqualTo(Outcome.ERROR);
        assertThat(user.errors).extracting(Counted.Listed::kind).containsExactly("connect");
        assertThat(user.knows(thrown)).isTrue();
    }

    @Test
    void sendAsync_canceled_cancelsTheExchangeAndCountsOnce() throws Exception {
        CompletableFuture<HttpResponse<String>> future =
                user.run(() -> client.sendAsync(get("/silent"), BodyHandlers.ofString()));
        CompletableFuture<String> derived = future.thenApply(HttpResponse::body);

        assertThat(derived.cancel(true)).isTrue();

        assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS)).isInstanceOf(Exception.class);
        user.assertFailed(
                "GET /silent",
                Outcome.ERROR,
                "canceled",
                "the request was canceled before " + shop.target() + " had answered");
    }

    @Test
    void sendAsync_canceledItself_isCountedOnce() throws Exception {
        CompletableFuture<HttpResponse<String>> future =
                user.run(() -> client.sendAsync(get("/silent"), BodyHandlers.ofString()));

        assertThat(future.cancel(true)).isTrue();

        assertThat(future).isCompletedExceptionally(); // the JDK cancels the exchange first, which may be what it tells
        assertThat(user.only().outcome()).isEqualTo(Outcome.ERROR);
        assertThat(user.errors).extracting(Counted.Listed::kind).containsExactly("canceled");
    }

    @Test
    void sendAsync_givenUp_isATimeout() throws Exception {
        CompletableFuture<HttpResponse<String>> future =
                user.run(() -> client.sendAsync(get("/silent"), BodyHandlers.ofString()));

        assertThatThrownBy(() -> future.orTimeout(50, TimeUnit.MILLISECONDS).join())
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(user.errors).extracting(Counted.Listed::kind).containsExactly("timeout");
    }

    @Test
    void sendAsync_completedByTheCaller_isCanceled() throws Exception {
        CompletableFuture<HttpResponse<String>> future =
                user.run(() -> client.sendAsync(get("/silent"), BodyHandlers.ofString()));

        future.complete(null);

        assertThat(user.errors).extracting(Counted.Listed::kind).containsExactly("canceled");
    }

    @Test
    void sendAsync_stream_isCountedAtItsEnd() throws Exception {
        InputStream body = user.run(() -> client.sendAsync(get("/stream"), BodyHandlers.ofInputStream()))
                .join()
                .body();
        assertThat(user.samples).isEmpty();
        shop.letGo();

        assertThat(body.readAllBytes()).asString().isEqualTo("first-rest");

        user.assertOk("GET /stream");
    }

    @Test
    void sendAsync_thrownAtOnce_isPassedOn() {
        HttpRequest odd = new HttpRequest() {
            @Override
            public Optional<BodyPublisher> bodyPublisher() {
                return Optional.empty();
            }

            @Override
            public String method() {
                return "GET";
            }

            @Override
            public Optional<Duration> timeout() {
                return Optional.empty();
            }

            @Override
            public boolean expectContinue() {
                return false;
            }

            @Override
            public URI uri() {
                return URI.create("ftp://host/file");
            }

            @Override
            public Optional<HttpClient.Version> version() {
                return Optional.empty();
            }

            @Override
            public HttpHeaders headers() {
                return HttpHeaders.of(Map.of(), (name, value) -> true);
            }
        };

        assertThatThrownBy(() -> user.run(() -> client.sendAsync(odd, BodyHandlers.ofString())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(user.only().outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void sendAsync_executorOfOneThread_doesNotHang() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            MeasuredHttpClient narrow =
                    MeasuredHttpClient.of(HttpClient.newBuilder().executor(one).build());
            List<CompletableFuture<HttpResponse<String>>> futures = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                futures.add(user.run(() -> narrow.sendAsync(get("/ok"), BodyHandlers.ofString())));
            }
            assertThat(futures)
                    .allSatisfy(future -> assertThat(future.join().body()).isEqualTo("hello"));
            assertThat(user.run(() -> narrow.send(get("/ok"), BodyHandlers.ofInputStream()))
                            .body()
                            .readAllBytes())
                    .asString()
                    .isEqualTo("hello");
        } finally {
            one.shutdown();
        }
        assertThat(user.samples).hasSize(6).allMatch(sample -> sample.bytesReceived() == 5);
    }

    @Test
    void bodyHandler_appliedAgain_countsTheLastBody() {
        Exchange exchange =
                Measuring.<String>by(name -> name).begin(user, "GET /x", "host:1", -1, Exchange.Start.now(user));
        HttpResponse.ResponseInfo head = new HttpResponse.ResponseInfo() {
            @Override
            public int statusCode() {
                return 200;
            }

            @Override
            public HttpHeaders headers() {
                return HttpHeaders.of(Map.of(), (name, value) -> true);
            }

            @Override
            public HttpClient.Version version() {
                return HttpClient.Version.HTTP_1_1;
            }
        };
        ObservedHandler<String> handler = new ObservedHandler<>(BodyHandlers.ofString(), exchange);

        HttpResponse.BodySubscriber<String> first = handler.apply(head);
        HttpResponse.BodySubscriber<String> second = handler.apply(head);
        exchange.partEnds();
        first.onComplete();
        assertThat(user.samples).isEmpty();
        second.onComplete();

        user.assertOk("GET /x");
        assertThat(user.only().bytesSent()).isZero();
        assertThat(new ObservedHandler<String>(info -> null, exchange).apply(head))
                .isNull();
    }

    @Test
    void settings_areThoseOfTheClient() {
        HttpClient strange = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Runnable::run)
                .build();
        MeasuredHttpClient measured = MeasuredHttpClient.of(strange);

        assertThat(measured.connectTimeout()).isEqualTo(strange.connectTimeout());
        assertThat(measured.followRedirects()).isEqualTo(strange.followRedirects());
        assertThat(measured.version()).isEqualTo(strange.version());
        assertThat(measured.executor()).isEqualTo(strange.executor());
        assertThat(measured.cookieHandler()).isEqualTo(strange.cookieHandler());
        assertThat(measured.proxy()).isEqualTo(strange.proxy());
        assertThat(measured.authenticator()).isEqualTo(strange.authenticator());
        assertThat(measured.sslContext()).isSameAs(strange.sslContext());
        assertThat(measured.sslParameters().getProtocols())
                .isEqualTo(strange.sslParameters().getProtocols());
        assertThat(measured.newWebSocketBuilder()).isNotNull();
        assertThat(measured).hasToString("measured " + strange);
    }

    @Test
    void measuredClient_measuredAgain_isRefused() {
        assertThatThrownBy(() -> MeasuredHttpClient.of(client))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the client is measured already; its requests would count twice");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void close_beforeJava21_saysSo() {
        assertThatThrownBy(client::close)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("java.net.http.HttpClient can be closed since Java 21, this is Java "
                        + Runtime.version().feature());
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void close_sinceJava21_closesTheClient() throws Exception {
        assertThat(client.isTerminated()).isFalse();
        user.run(() -> client.send(get("/ok"), BodyHandlers.ofString()));

        ((AutoCloseable) (HttpClient) client).close();

        assertThat(client.isTerminated()).isTrue();
        assertThatThrownBy(() -> plain.send(get("/ok"), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void shutdown_sinceJava21_shutsTheClientDown() throws Exception {
        client.shutdown();
        assertThat(client.awaitTermination(Duration.ofSeconds(10))).isTrue();
        assertThat(client.isTerminated()).isTrue();
        MeasuredHttpClient other = MeasuredHttpClient.of(HttpClient.newHttpClient());
        CompletableFuture<?> running = user.run(() -> other.sendAsync(get("/silent"), BodyHandlers.ofString()));
        other.shutdownNow();
        assertThatThrownBy(running::join).isInstanceOf(Exception.class);
        assertThat(other.awaitTermination(Duration.ofSeconds(10))).isTrue();
        assertThat(user.samples).hasSize(1);
    }
}
