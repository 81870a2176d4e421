// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.clients.MeasuredHttpClient;
import io.github.perfjunit.clients.MeasuredOkHttpInterceptor;
import io.github.perfjunit.clients.MeasuredRestInterceptor;
import io.github.perfjunit.clients.Shop;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.CurrentUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Whole loads by clients that all users share; the tests of docs/own-clients.md. */
class MeasuredClientsTests {

    private static Shop shop;

    @TempDir
    Path output;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    static class SharedClientsTestCases {

        private final HttpClient jdk = MeasuredHttpClient.of(HttpClient.newHttpClient());
        private final OkHttpClient ok = new MeasuredOkHttpInterceptor().addTo(new OkHttpClient());
        private final RestClient rest = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .baseUrl(shop.url(""))
                .requestInterceptor(new MeasuredRestInterceptor())
                .build();

        @PerfTest
        void shop(LoadBuilder load) {
            LoadResult result = load.users(5).iterations(100).run(this::visit);
            assertThat(result.requestNames())
                    .containsExactlyInAnyOrder("GET /ok/jdk", "GET /ok/okhttp", "GET /ok/rest/{id}");
            for (String name : result.requestNames()) {
                assertThat(result.request(name).count()).isEqualTo(100);
                assertThat(result.request(name).count(Outcome.OK)).isEqualTo(100);
            }
        }

        private void visit(VirtualUser user) throws Exception {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(shop.url("/ok/jdk"))).build();
            jdk.send(request, BodyHandlers.ofString());
            rest.get().uri("/ok/rest/{id}", user.iteration()).retrieve().body(String.class);
            Request get = new Request.Builder().url(shop.url("/ok/okhttp")).build();
            try (Response response = ok.newCall(get).execute()) {
                assertThat(response.body().string()).isEqualTo("hello");
            }
        }
    }

    @Test
    void sharedClients_ofSeveralUsers_areCountedByName() {
        TestRun.of(SharedClientsTestCases.class, output).assertPassed("shop");
    }

    static class FailingTestCases {

        private final HttpClient jdk = MeasuredHttpClient.of(HttpClient.newHttpClient());
        private final RestTemplate template = new RestTemplate(new JdkClientHttpRequestFactory());

        FailingTestCases() {
            new MeasuredRestInterceptor().addTo(template);
        }

        @PerfTest
        void fail(LoadBuilder load) {
            load.users(2).iterations(20).run(user -> {
                if (user.id() == 0) {
                    template.getForObject(shop.url("/products/{id}"), String.class, user.iteration());
                } else {
                    HttpRequest request =
                            HttpRequest.newBuilder(URI.create(Shop.nowhere())).build();
                    user.step("order", () -> jdk.send(request, BodyHandlers.ofString()));
                }
            });
        }
    }

    @Test
    void failureOfAClient_leavingTheBody_isListedOnce() {
        TestRun run = TestRun.of(FailingTestCases.class, output, "perf.slo=report");

        JsonNode errors = run.results().path("errors");
        assertThat(errors).isNotEmpty();
        assertThat(errors.findValuesAsText("request")).containsExactlyInAnyOrder("GET /products/{id}", "GET /");
        assertThat(errors.findValuesAsText("kind")).containsExactlyInAnyOrder("404", "connect");
        assertThat(errors.findValues("count").stream().mapToInt(JsonNode::asInt).sum())
                .isEqualTo(20);
    }

    static class ThreadsTestCases {

        private final ExecutorService threads = Executors.newFixedThreadPool(2);
        private final HttpClient client = MeasuredHttpClient.of(HttpClient.newHttpClient());

        @PerfTest
        void parallel(LoadBuilder load) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(shop.url("/ok"))).build();
            LoadResult result = load.users(2).iterations(20).run(user -> {
                Future<?> carried =
                        threads.submit(CurrentUser.carry(() -> client.send(request, BodyHandlers.ofString())));
                Future<?> lost = threads.submit(() -> client.send(request, BodyHandlers.ofString()));
                carried.get();
                lost.get();
                client.sendAsync(request, BodyHandlers.ofString()).join();
            });
            threads.shutdown();
            assertThat(result.request("GET /ok").count()).isEqualTo(40);
        }
    }

    @Test
    void otherThreads_ofABody_countWhatIsCarried() throws IOException {
        TestRun.of(ThreadsTestCases.class, output).assertPassed("parallel");
    }

    /** As in docs/own-clients.md. */
    static class PageTestCases {

        private static final String SHOP = shop.url("/ok");

        private final HttpClient client = MeasuredHttpClient.of(HttpClient.newHttpClient());

        private final HttpClient named = MeasuredHttpClient.of(HttpClient.newHttpClient())
                .named(request ->
                        request.method() + " " + request.uri().getPath().replaceAll("/\\d+", "/{id}"))
                .acceptStatus(status -> status < 400 || status == 404);

        private final RestClient rest = RestClient.builder()
                .baseUrl(SHOP)
                .requestInterceptor(new MeasuredRestInterceptor())
                .build();

        private final OkHttpClient ok = new MeasuredOkHttpInterceptor().addTo(new OkHttpClient());

        @LoadTest(users = 50, duration = "1m")
        @Slo(request = "GET /products", p95 = "300ms")
        void browse() throws Exception {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(SHOP + "/products")).build();
            client.send(request, BodyHandlers.ofString());
            named.send(request, BodyHandlers.ofString());
        }

        @LoadTest(users = 50, duration = "1m")
        void look(VirtualUser user) {
            rest.get().uri("/products/{id}", user.id()).retrieve().body(String.class); // GET /products/{id}
        }

        @LoadTest(users = 50, duration = "1m")
        void list() throws IOException {
            Request request = new Request.Builder().url(SHOP + "/products").build();
            try (Response response = ok.newCall(request).execute()) {
                response.body().string();
            }
        }
    }

    @Test
    void examplesOfThePage_asFunctionalTests_pass() {
        TestRun run = TestRun.of(PageTestCases.class, output, "perf.mode=smoke");

        run.assertPassed("browse");
        run.assertPassed("look");
        run.assertPassed("list");
    }
}
