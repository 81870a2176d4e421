// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.io.IOException;
import java.net.URI;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.apiguardian.api.API;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Counts the requests of Spring's clients below their interceptors, without holding bodies of requests in memory:
 *
 * <pre>{@code
 * RestClient client = RestClient.builder()
 *         .requestFactory(MeasuredRequestFactory.of(new JdkClientHttpRequestFactory()))
 *         .build();
 * }</pre>
 *
 * <p>Behaves otherwise like {@link MeasuredRestInterceptor}, but a request that an interceptor repeats is counted
 * again, and {@code RestTemplate} does not provide its URI templates here. Immutable; as thread-safe as the wrapped
 * factory.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MeasuredRequestFactory implements ClientHttpRequestFactory {

    private final ClientHttpRequestFactory factory;
    private final Measuring<HttpRequest> measuring;

    private MeasuredRequestFactory(ClientHttpRequestFactory factory, Measuring<HttpRequest> measuring) {
        this.factory = factory;
        this.measuring = measuring;
    }

    /**
     * Wraps a factory. A status of 400 or more is a failure.
     *
     * @param factory the factory itself: not that of {@code RestTemplate.getRequestFactory()}, which may contain the
     *     template's interceptors
     * @return the same factory, measured
     */
    public static MeasuredRequestFactory of(ClientHttpRequestFactory factory) {
        return new MeasuredRequestFactory(factory, Measuring.by(RestNames::of));
    }

    /**
     * Sets the names of requests.
     *
     * @param name returns the name of a request, such as {@code GET /products/{id}}; its exceptions are thrown by the
     *     call
     * @return a copy with this setting
     */
    public MeasuredRequestFactory named(Function<? super HttpRequest, String> name) {
        return new MeasuredRequestFactory(factory, measuring.named(name));
    }

    /**
     * Sets the statuses that are not failures. Spring's own exceptions do not change.
     *
     * <p>Defaults to those below 400.
     *
     * @param accepted true for a status that is as expected
     * @return a copy with this setting
     */
    public MeasuredRequestFactory acceptStatus(IntPredicate accepted) {
        return new MeasuredRequestFactory(factory, measuring.accepting(accepted));
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
        ClientHttpRequest request = factory.createRequest(uri, method);
        return request instanceof StreamingHttpOutputMessage
                ? new ObservedRestRequest.Streaming(request, measuring)
                : new ObservedRestRequest(request, measuring);
    }
}
