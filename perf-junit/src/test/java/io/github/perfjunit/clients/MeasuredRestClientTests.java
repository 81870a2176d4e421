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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriTemplateHandler;

/** Both of Spring's blocking clients, by interceptor and by factory, over two clients below them. */
@Timeout(20)
class MeasuredRestClientTests {

    private final Shop shop = new Shop();
    private final Counted user = new Counted();

    @AfterEach
    void close() {
        shop.close();
    }

    private static ClientHttpRequestFactory jdk() {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory();
        factory.setReadTimeout(Duration.ofMillis(300));
        return factory;
    }

    private static ClientHttpRequestFactory simple() {
        SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
        factory.setReadTimeout(Duration.ofMillis(300));
        return factory;
    }

    private static RestClient.Builder intercepted(ClientHttpRequestFactory factory) {
        return RestClient.builder().requestFactory(factory).requestInterceptor(new MeasuredRestInterceptor());
    }

    private static RestClient.Builder wrapped(ClientHttpRequestFactory factory) {
        return RestClient.builder().requestFactory(MeasuredRequestFactory.of(factory));
    }

    static Stream<RestClient.Builder> clients() {
        return Stream.of(intercepted(jdk()), intercepted(simple()), wrapped(jdk()), wrapped(simple()));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void get_ok_isNamedByItsTemplate(RestClient.Builder builder) throws Exception {
        user.lateness = 1_000_000;
        RestClient client = builder.baseUrl(shop.url("")).build();

        String body = user.run(
                () -> client.get().uri("/ok/{id}?q={q}", 7, "x").retrieve().body(String.class));

        assertThat(body).isEqualTo("hello");
        user.assertOk("GET /ok/{id}");
        assertThat(user.only().bytesReceived()).isEqualTo(5);
        assertThat(user.only().started() - user.only().intended()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void post_withoutTemplate_isNamedByItsPath(RestClient.Builder builder) throws Exception {
        user.run(() -> builder.build()
                .post()
                .uri(URI.create(shop.url("/ok/7?q=x")))
                .body("order".getBytes(StandardCharsets.UTF_8))
                .retrieve()
                .toBodilessEntity());

        user.assertOk("POST /ok/7");
        assertThat(user.only().bytesSent()).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void get_outsideALoad_isNotCounted(RestClient.Builder builder) {
        assertThat(builder.build().get().uri(shop.url("/ok")).retrieve().body(String.class))
                .isEqualTo("hello");
        assertThat(user.samples).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void get_404_isThrownAsByTheClientAndCountedOnce(RestClient.Builder builder) {
        RestClient client = builder.baseUrl(shop.url("")).build();

        Throwable thrown = catchThrowable(() ->
                user.run(() -> client.get().uri("/products/{id}", 7).retrieve().body(String.class)));

        assertThat(thrown).isInstanceOf(HttpClientErrorException.NotFound.class);
        assertThat(((HttpClientErrorException) thrown).getResponseBodyAsString())
                .isEqualTo("none");
        user.assertFailed("GET /products/{id}", Outcome.STATUS, "404", "status 404");
        assertThat(user.knows(thrown)).isTrue();
        assertThat(user.knows(new IOException("another"))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void get_timeout_isThrownAsByTheClientAndCountedOnce(RestClient.Builder builder) {
        Throwable thrown = catchThrowable(() -> user.run(
                () -> builder.build().get().uri(shop.url("/silent")).retrieve().body(String.class)));

        assertThat(thrown).isInstanceOf(ResourceAccessException.class);
        user.assertFailed("GET /silent", Outcome.ERROR, "timeout", "no answer from " + shop.target() + " in time");
        assertThat(user.knows(thrown)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void get_refused_isThrownAsByTheClientAndCountedOnce(RestClient.Builder builder) {
        URI nowhere = URI.create(Shop.nowhere());

        Throwable thrown = catchThrowable(() ->
                user.run(() -> builder.build().get().uri(nowhere).retrieve().body(String.class)));

        assertThat(thrown).isInstanceOf(ResourceAccessException.class).hasCauseInstanceOf(ConnectException.class);
        user.assertFailed("GET /", Outcome.ERROR, "connect", "no connection to 127.0.0.1:" + nowhere.getPort());
        assertThat(user.knows(thrown)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void get_stream_isCountedAtItsEnd(RestClient.Builder builder) throws Exception {
        InputStream body = user.run(() -> builder.build()
                .get()
                .uri(shop.url("/stream"))
                .exchange((request, response) -> response.getBody(), false));
        assertThat(body.readNBytes(5)).asString().isEqualTo("first");
        assertThat(user.samples).isEmpty();
        shop.letGo();

        assertThat(body.readAllBytes()).asString().isEqualTo("-rest");

        user.assertOk("GET /stream");
        assertThat(user.only().bytesReceived()).isEqualTo(10);
    }

    /** HttpURLConnection takes such a body for complete. */
    static Stream<RestClient.Builder> strictClients() {
        return Stream.of(intercepted(jdk()), wrapped(jdk()));
    }

    @ParameterizedTest
    @MethodSource("strictClients")
    void get_bodyBreaksOff_failsOnce(RestClient.Builder builder) {
        Throwable thrown = catchThrowable(() -> user.run(
                () -> builder.build().get().uri(shop.url("/broken")).retrieve().body(String.class)));

        assertThat(thrown).isNotNull();
        assertThat(user.only().outcome()).isEqualTo(Outcome.ERROR);
        assertThat(user.errors).extracting(Counted.Listed::kind).containsExactly("closed");
        assertThat(user.knows(thrown)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void get_answerUnread_isCountedWhenClosed(RestClient.Builder builder) throws Exception {
        int status =
                user.run(() -> builder.build().get().uri(shop.url("/empty")).exchange((request, response) -> {
                    assertThat(user.samples).isEmpty();
                    assertThat(response.getHeaders().getContentLength()).isEqualTo(-1);
                    return response.getStatusText().length();
                }));

        assertThat(status).isNotNegative();
        user.assertOk("GET /empty");
    }

    @Test
    void upload_byFactory_isStreamed() throws Exception {
        RestClient client = wrapped(new SimpleClientHttpRequestFactory()).build();
        StreamingHttpOutputMessage.Body body = out -> out.write("order".getBytes(StandardCharsets.UTF_8));

        user.run(() -> client.post()
                .uri(shop.url("/missing"))
                .contentLength(5)
                .body(body)
                .exchange((request, response) -> response.getStatusCode()));

        user.assertFailed("POST /missing", Outcome.STATUS, "404", "status 404");
        assertThat(user.only().bytesSent()).isEqualTo(5);
    }

    @Test
    void factory_streamingBelow_staysStreaming() throws Exception {
        ClientHttpRequestFactory factory = MeasuredRequestFactory.of(new JdkClientHttpRequestFactory());

        assertThat(factory.createRequest(URI.create(shop.url("/ok")), HttpMethod.PUT))
                .isInstanceOf(StreamingHttpOutputMessage.class);
    }

    @Test
    void namedAndAccepted404_byEither_isNoFailure() throws Exception {
        RestClient intercepted = RestClient.builder()
                .requestInterceptor(new MeasuredRestInterceptor()
                        .named(request -> "any " + request.getMethod())
                        .acceptStatus(status -> status == 404))
                .build();
        RestClient wrapped = RestClient.builder()
                .requestFactory(MeasuredRequestFactory.of(jdk())
                        .named(request -> "all " + request.getMethod())
                        .acceptStatus(status -> status == 404))
                .build();
        for (RestClient client : List.of(intercepted, wrapped)) {
            assertThatThrownBy(() -> user.run(
                            () -> client.get().uri(shop.url("/x")).retrieve().body(String.class)))
                    .isInstanceOf(HttpClientErrorException.NotFound.class);
        }
        assertThat(user.samples).extracting(Counted.Sample::name).containsExactly("any GET", "all GET");
        assertThat(user.samples).extracting(Counted.Sample::outcome).containsOnly(Outcome.OK);
        assertThat(user.errors).isEmpty();
    }

    @Test
    void restTemplate_measured_isNamedByItsTemplate() throws Exception {
        RestTemplate template = new RestTemplate(jdk());
        template.setUriTemplateHandler(new DefaultUriBuilderFactory(shop.url("")));
        template.getInterceptors().add((request, body, execution) -> {
            request.getHeaders().set("X-Mine", "yes");
            return execution.execute(request, body);
        });
        new MeasuredRestInterceptor().addTo(template);

        assertThat(user.run(() -> template.getForObject("/ok/{id}", String.class, 7)))
                .isEqualTo("hello");
        assertThat(user.run(() -> template.getForObject("/ok/{id}/parts", String.class, Map.of("id", 8))))
                .isEqualTo("hello");
        assertThat(user.run(() -> template.getForObject(URI.create(shop.url("/ok/9")), String.class)))
                .isEqualTo("hello");
        assertThat(RestClient.create(template).get().uri("/ok").retrieve().body(String.class))
                .isEqualTo("hello");

        assertThat(user.samples)
                .extracting(Counted.Sample::name)
                .containsExactly("GET /ok/{id}", "GET /ok/{id}/parts", "GET /ok/9");
        assertThat(shop.requests).allMatch(head -> head.contains("X-Mine: yes"));
    }

    @Test
    void restTemplate_plainHandler_isRemembered() throws Exception {
        RestTemplate template = new RestTemplate();
        template.setUriTemplateHandler(new UriTemplateHandler() {
            @Override
            public URI expand(String uriTemplate, Map<String, ?> uriVariables) {
                return URI.create(shop.url("/ok/" + uriVariables.get("id")));
            }

            @Override
            public URI expand(String uriTemplate, Object... uriVariables) {
                return URI.create(shop.url("/ok/" + uriVariables[0]));
            }
        });
        new MeasuredRestInterceptor().addTo(template);

        user.run(() -> template.getForObject("http://shop/ok/{id}", String.class, 7));

        user.assertOk("GET /ok/{id}");
    }
}
