// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.CurrentUser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MeasuredOkHttpInterceptorTests {

    private final Shop shop = new Shop();
    private final Counted user = new Counted();
    private final OkHttpClient plain = new OkHttpClient();
    private final OkHttpClient client = new MeasuredOkHttpInterceptor().addTo(plain);

    @AfterEach
    void close() {
        shop.close();
        plain.dispatcher().executorService().shutdown();
    }

    private Request get(String path) {
        return new Request.Builder().url(shop.url(path)).build();
    }

    private Call call(OkHttpClient with, String path) throws Exception {
        return user.run(() -> with.newCall(get(path)));
    }

    private String text(OkHttpClient with, String path) throws Exception {
        return user.run(() -> {
            try (Response response = with.newCall(get(path)).execute()) {
                return response.body().string();
            }
        });
    }

    private static CompletableFuture<String> enqueue(Call call) {
        CompletableFuture<String> result = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                result.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call done, Response response) throws IOException {
                try (response) {
                    result.complete(response.body().string());
                } catch (IOException e) {
                    result.completeExceptionally(e);
                    throw e;
                }
            }
        });
        return result;
    }

    @Test
    void execute_ok_isCountedWithItsBody() throws Exception {
        user.lateness = 1_000_000;
        Request request = new Request.Builder()
                .url(shop.url("/ok?secret=1"))
                .post(RequestBody.create("order", MediaType.get("text/plain")))
                .build();

        Response response = user.run(() -> client.newCall(request).execute());

        assertThat(user.samples).isEmpty();
        assertThat(response.body().contentLength()).isEqualTo(5);
        assertThat(response.body().contentType()).isNull();
        assertThat(response.peekBody(100).string()).isEqualTo("hello");
        assertThat(response.body().string()).isEqualTo("hello");
        assertThat(response.request()).isSameAs(request);
        user.assertOk("POST /ok");
        assertThat(user.only().bytesSent()).isEqualTo(5);
        assertThat(user.only().bytesReceived()).isEqualTo(5);
        assertThat(user.only().started() - user.only().intended()).isEqualTo(1_000_000);
    }

    @Test
    void execute_outsideALoad_isNotCounted() throws Exception {
        try (Response response = client.newCall(get("/ok")).execute()) {
            assertThat(response.body().string()).isEqualTo("hello");
        }
        assertThat(enqueue(client.newCall(get("/ok"))).join()).isEqualTo("hello");
        assertThat(user.samples).isEmpty();
    }

    @Test
    void execute_404_isAnAnswerAndAFailure() throws Exception {
        assertThat(text(client, "/products/7")).isEqualTo("none");
        user.assertFailed("GET /products/7", Outcome.STATUS, "404", "status 404");
    }

    @Test
    void execute_namedAndAccepted404_isNoFailure() throws Exception {
        OkHttpClient named = new MeasuredOkHttpInterceptor()
                .named(request -> request.method() + " /products/{id}")
                .acceptStatus(status -> status == 404)
                .addTo(plain);

        assertThat(text(named, "/products/7")).isEqualTo("none");
        user.assertOk("GET /products/{id}");
    }

    @Test
    void execute_answerWithoutBody_isCountedAtItsHead() throws Exception {
        Response none = user.run(() -> client.newCall(get("/empty")).execute());
        assertThat(none.code()).isEqualTo(204);
        Response head = user.run(
                () -> client.newCall(get("/ok").newBuilder().head().build()).execute());
        assertThat(head.code()).isEqualTo(200);

        assertThat(user.samples).extracting(Counted.Sample::name).containsExactly("GET /empty", "HEAD /ok");
        none.close();
        head.close();
        assertThat(user.samples).hasSize(2);
    }

    @Test
    void execute_readTimeout_isThrownAndCounted() {
        OkHttpClient hasty =
                client.newBuilder().readTimeout(Duration.ofMillis(50)).build();

        Throwable thrown = catchThrowable(() -> text(hasty, "/silent"));

        assertThat(thrown).isInstanceOf(SocketTimeoutException.class);
        user.assertFailed("GET /silent", Outcome.ERROR, "timeout", "no answer from " + shop.target() + " in time");
        assertThat(user.knows(thrown)).isTrue();
    }

    @Test
    void execute_callTimeout_isThrownAndCounted() {
        OkHttpClient hasty =
                client.newBuilder().callTimeout(Duration.ofMillis(100)).build();

        Throwable thrown = catchThrowable(() -> text(hasty, "/silent"));

        assertThat(thrown).isInstanceOf(InterruptedIOException.class).hasMessage("timeout");
        user.assertFailed("GET /silent", Outcome.ERROR, "timeout", "no answer from " + shop.target() + " in time");
        assertThat(user.knows(thrown)).isTrue();
    }

    @Test
    void execute_refused_isThrownAndCounted() {
        Request request = new Request.Builder().url(Shop.nowhere()).build();

        assertThatThrownBy(() -> user.run(() -> client.newCall(request).execute()))
                .isInstanceOf(ConnectException.class);
        user.assertFailed(
                "GET /",
                Outcome.ERROR,
                "connect",
                "no connection to 127.0.0.1:" + request.url().port());
    }

    @Test
    void execute_bodyBreaksOff_failsOnce() {
        Throwable thrown = catchThrowable(() -> text(client, "/broken"));

        assertThat(thrown).isInstanceOf(IOException.class);
        user.assertFailed(
                "GET /broken",
                Outcome.ERROR,
                "closed",
                shop.target() + " closed the connection in the middle of its answer");
        assertThat(user.knows(thrown)).isTrue();
    }

    @Test
    void execute_stream_isCountedAtItsEnd() throws Exception {
        Response response = user.run(() -> client.newCall(get("/stream")).execute());
        assertThat(response.body().source().readUtf8(5)).isEqualTo("first");
        assertThat(user.samples).isEmpty();
        shop.letGo();

        assertThat(response.body().string()).isEqualTo("-rest");

        user.assertOk("GET /stream");
        assertThat(user.only().bytesReceived()).isEqualTo(10);
    }

    @Test
    void execute_streamClosedEarly_isCountedThen() throws Exception {
        try (Response response = user.run(() -> client.newCall(get("/stream")).execute())) {
            assertThat(response.body().source().readUtf8(5)).isEqualTo("first");
            shop.letGo();
        }
        user.assertOk("GET /stream");
    }

    @Test
    void execute_canceledWhileStreaming_isAFailure() throws Exception {
        Call call = call(client, "/stream");
        try (Response response = user.run(call::execute)) {
            assertThat(response.code()).isEqualTo(200);
            call.cancel();
        }
        user.assertFailed(
                "GET /stream",
                Outcome.ERROR,
                "canceled",
                "the request was canceled before " + shop.target() + " had answered");
    }

    @Test
    void execute_endOfTheLoad_isNoFailure() throws Exception {
        Call call = call(client, "/silent");
        user.interrupted = true;
        call.cancel();

        assertThatThrownBy(() -> user.run(call::execute))
                .isInstanceOf(IOException.class)
                .hasMessage("Canceled");
        assertThat(user.only().outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(user.errors).isEmpty();
    }

    @Test
    void enqueue_ok_isCountedForWhoMadeTheCall() throws Exception {
        assertThat(enqueue(call(client, "/ok")).join()).isEqualTo("hello");
        user.assertOk("GET /ok");
    }

    @Test
    void enqueue_cloned_isCountedForWhoCloned() throws Exception {
        Call call = client.newCall(get("/ok"));
        assertThat(enqueue(user.run(call::clone)).join()).isEqualTo("hello");
        user.assertOk("GET /ok");
    }

    @Test
    void enqueue_canceled_isCountedOnce() throws Exception {
        Call call = call(client, "/silent");
        CompletableFuture<String> result = enqueue(call);
        while (shop.requests.isEmpty()) {
            Thread.onSpinWait();
        }

        call.cancel();

        assertThatThrownBy(result::join).hasCauseInstanceOf(IOException.class);
        user.assertFailed(
                "GET /silent",
                Outcome.ERROR,
                "canceled",
                "the request was canceled before " + shop.target() + " had answered");
    }

    @Test
    void enqueue_waitInTheQueue_counts() throws Exception {
        plain.dispatcher().setMaxRequests(1);
        CompletableFuture<String> first = enqueue(call(client, "/stream"));
        CompletableFuture<String> second = enqueue(call(client, "/ok"));
        while (shop.requests.isEmpty()) {
            Thread.onSpinWait();
        }
        long letGo = System.nanoTime();
        shop.letGo();

        assertThat(first.join()).isEqualTo("first-rest");
        assertThat(second.join()).isEqualTo("hello");

        assertThat(user.samples)
                .filteredOn(sample -> sample.name().equals("GET /ok"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.started()).isLessThan(letGo));
    }

    @Test
    void interceptor_addedByHand_countsWhatIsExecuted() throws Exception {
        OkHttpClient byHand = plain.newBuilder()
                .addInterceptor(new MeasuredOkHttpInterceptor())
                .build();

        assertThat(enqueue(call(byHand, "/ok")).join()).isEqualTo("hello");
        assertThat(user.samples).isEmpty();
        assertThat(text(byHand, "/ok")).isEqualTo("hello");
        user.assertOk("GET /ok");
    }

    @Test
    void thread_ofTheBodysOwn_countsIfCarried() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<String> result = new CompletableFuture<>();
            Runnable task = () -> {
                try (Response response = client.newCall(get("/ok")).execute()) {
                    result.complete(response.body().string());
                } catch (IOException e) {
                    result.completeExceptionally(e);
                }
            };
            threads.submit(user.run(() -> CurrentUser.carry(task))).get();
            threads.submit(task).get();
            assertThat(result.join()).isEqualTo("hello");
        } finally {
            threads.shutdown();
        }
        user.assertOk("GET /ok");
    }

    @Test
    void client_measured_keepsItsListenersAndSettings() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        OkHttpClient heard = plain.newBuilder()
                .eventListenerFactory(call -> new EventListener() {
                    @Override
                    public void callEnd(Call ended) {
                        events.add("end of " + ended.request().url().encodedPath());
                    }
                })
                .addInterceptor(chain -> chain.proceed(
                        chain.request().newBuilder().header("X-Mine", "yes").build()))
                .build();
        OkHttpClient measured = new MeasuredOkHttpInterceptor().addTo(heard);

        assertThat(text(measured, "/ok")).isEqualTo("hello");

        assertThat(events).containsExactly("end of /ok");
        assertThat(shop.requests.get(0)).contains("X-Mine: yes");
        assertThat(measured.dispatcher()).isSameAs(heard.dispatcher());
        assertThat(measured.connectionPool()).isSameAs(heard.connectionPool());
        assertThat(heard.interceptors()).hasSize(1);
        user.assertOk("GET /ok");
    }
}
