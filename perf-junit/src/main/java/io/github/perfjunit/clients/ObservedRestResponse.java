// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An answer that is counted when it has been read to the end, or is closed. It reads nothing before its reader does:
 * some clients send the request only when asked for the status.
 */
final class ObservedRestResponse implements ClientHttpResponse {

    private final ClientHttpResponse response;
    private final Exchange exchange;
    private @Nullable InputStream body;
    private @Nullable InputStream observed;

    ObservedRestResponse(ClientHttpResponse response, Exchange exchange) {
        this.response = response;
        this.exchange = exchange;
    }

    @Override
    public HttpStatusCode getStatusCode() throws IOException {
        try {
            HttpStatusCode status = response.getStatusCode();
            exchange.answered(status.value());
            return status;
        } catch (Throwable e) {
            exchange.fails(e);
            throw e;
        }
    }

    @Override
    public String getStatusText() throws IOException {
        try {
            return response.getStatusText();
        } catch (Throwable e) {
            exchange.fails(e);
            throw e;
        }
    }

    @Override
    public HttpHeaders getHeaders() {
        return response.getHeaders();
    }

    @Override
    @SuppressWarnings("NullAway") // some clients have no body where there is none
    public InputStream getBody() throws IOException {
        InputStream current;
        try {
            current = response.getBody();
        } catch (Throwable e) {
            exchange.fails(e);
            throw e;
        }
        if (current == null) {
            return null;
        }
        InputStream known = observed;
        if (known == null || current != body) {
            known = new ObservedInput(current, exchange, this::learnStatus);
            body = current;
            observed = known;
        }
        return known;
    }

    @Override
    public void close() {
        learnStatus();
        try {
            response.close();
        } finally {
            exchange.partAbandoned();
        }
    }

    private void learnStatus() {
        if (exchange.status() == 0 && exchange.isOpen()) {
            try {
                exchange.answered(response.getStatusCode().value());
            } catch (IOException | RuntimeException e) {
                exchange.fails(e);
            }
        }
    }
}
