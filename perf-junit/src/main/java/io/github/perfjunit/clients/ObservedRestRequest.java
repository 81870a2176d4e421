// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** A Spring request that is counted when it is sent. */
class ObservedRestRequest implements ClientHttpRequest {

    /** A request whose body Spring writes when it is sent. */
    static final class Streaming extends ObservedRestRequest implements StreamingHttpOutputMessage {

        private final StreamingHttpOutputMessage message;

        Streaming(ClientHttpRequest request, Measuring<HttpRequest> measuring) {
            super(request, measuring);
            this.message = (StreamingHttpOutputMessage) request;
        }

        @Override
        public void setBody(Body body) {
            message.setBody(body);
        }
    }

    private final ClientHttpRequest request;
    private final Measuring<HttpRequest> measuring;

    ObservedRestRequest(ClientHttpRequest request, Measuring<HttpRequest> measuring) {
        this.request = request;
        this.measuring = measuring;
    }

    @Override
    public ClientHttpResponse execute() throws IOException {
        return RestCall.measure(measuring, request, request.getHeaders().getContentLength(), request::execute);
    }

    @Override
    public HttpMethod getMethod() {
        return request.getMethod();
    }

    @Override
    public URI getURI() {
        return request.getURI();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return request.getAttributes();
    }

    @Override
    public HttpHeaders getHeaders() {
        return request.getHeaders();
    }

    @Override
    public OutputStream getBody() throws IOException {
        return request.getBody();
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
