// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.apiguardian.api.API;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestTemplate;

/**
 * Counts the requests of Spring's {@code RestClient} and {@code RestTemplate} for the virtual user that makes them:
 *
 * <pre>{@code
 * RestClient measured = client.mutate().requestInterceptor(new MeasuredRestInterceptor()).build();
 * new MeasuredRestInterceptor().addTo(restTemplate);
 * }</pre>
 *
 * <p>A request is named by method and path of its URI template, such as {@code GET /products/{id}}. It ends when the
 * body of its answer was read to the end, or the answer was closed, which Spring does.
 *
 * <p>Like any interceptor, this one makes Spring hold request bodies in memory; {@link MeasuredRequestFactory} does
 * not. Needs Spring Framework 6.2 or later. Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MeasuredRestInterceptor implements ClientHttpRequestInterceptor {

    private final Measuring<HttpRequest> measuring;

    /** Creates an interceptor that counts a status of 400 or more as a failure. */
    public MeasuredRestInterceptor() {
        this(Measuring.by(RestNames::of));
    }

    private MeasuredRestInterceptor(Measuring<HttpRequest> measuring) {
        this.measuring = measuring;
    }

    /**
     * Sets the names of requests.
     *
     * @param name returns the name of a request, such as {@code GET /products/{id}}; its exceptions are thrown by the
     *     call
     * @return a copy with this setting
     */
    public MeasuredRestInterceptor named(Function<? super HttpRequest, String> name) {
        return new MeasuredRestInterceptor(measuring.named(name));
    }

    /**
     * Sets the statuses that are not failures. Spring's own exceptions do not change.
     *
     * <p>Defaults to those below 400.
     *
     * @param accepted true for a status that is as expected
     * @return a copy with this setting
     */
    public MeasuredRestInterceptor acceptStatus(IntPredicate accepted) {
        return new MeasuredRestInterceptor(measuring.accepting(accepted));
    }

    /**
     * Adds this as the first interceptor of a {@code RestTemplate} and records its URI templates, which interceptors
     * cannot see. Call it once, after the {@code RestTemplate} has been set up.
     *
     * @param template the template to measure
     */
    public void addTo(RestTemplate template) {
        template.setUriTemplateHandler(RestNames.remembering(template.getUriTemplateHandler()));
        template.getInterceptors().add(0, this);
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        return RestCall.measure(measuring, request, body.length, () -> execution.execute(request, body));
    }
}
