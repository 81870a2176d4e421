// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import io.github.perfjunit.spi.CurrentUser;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.web.util.UriBuilder;
import org.springframework.web.util.UriBuilderFactory;
import org.springframework.web.util.UriTemplateHandler;

/**
 * Names requests of Spring clients by their URI templates.
 *
 * <p>{@code RestClient} leaves the template in an attribute of the request. {@code RestTemplate} expands it and does
 * not keep it, so the last one that a thread expanded is kept, together with the result.
 */
final class RestNames {

    /** Of {@code RestClient}, which does not publish it but does not change it either: see DefaultRestClient. */
    private static final String ATTRIBUTE = "org.springframework.web.client.RestClient.uriTemplate";

    private static final ThreadLocal<@Nullable Expanded> LAST = new ThreadLocal<>();

    private record Expanded(URI uri, String template) {}

    private RestNames() {}

    static String of(HttpRequest request) {
        String method = request.getMethod().name();
        Object template = request.getAttributes().get(ATTRIBUTE);
        if (template instanceof String text) {
            return method + ' ' + Templates.path(text);
        }
        Expanded last = LAST.get();
        if (last != null && last.uri().equals(request.getURI())) {
            return method + ' ' + Templates.path(last.template());
        }
        return Measuring.name(method, request.getURI());
    }

    static UriTemplateHandler remembering(UriTemplateHandler handler) {
        return handler instanceof UriBuilderFactory factory
                ? new RememberingFactory(factory)
                : new RememberingHandler(handler);
    }

    private static URI remember(String template, URI uri) {
        if (CurrentUser.recorder() != null) {
            LAST.set(new Expanded(uri, template));
        }
        return uri;
    }

    private static class RememberingHandler implements UriTemplateHandler {

        private final UriTemplateHandler handler;

        RememberingHandler(UriTemplateHandler handler) {
            this.handler = handler;
        }

        @Override
        public URI expand(String template, Map<String, ?> variables) {
            return remember(template, handler.expand(template, variables));
        }

        @Override
        public URI expand(String template, @Nullable Object... variables) {
            return remember(template, handler.expand(template, variables));
        }
    }

    private static final class RememberingFactory extends RememberingHandler implements UriBuilderFactory {

        private final UriBuilderFactory factory;

        RememberingFactory(UriBuilderFactory factory) {
            super(factory);
            this.factory = factory;
        }

        @Override
        public UriBuilder uriString(String template) {
            return factory.uriString(template);
        }

        @Override
        public UriBuilder builder() {
            return factory.builder();
        }
    }
}
