// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClientResponseException;

/** Sends one Spring request and counts it. */
interface RestCall {

    ClientHttpResponse send() throws IOException;

    static ClientHttpResponse measure(
            Measuring<HttpRequest> measuring, HttpRequest request, long bytesSent, RestCall call) throws IOException {
        RequestRecorder recorder = CurrentUser.recorder();
        if (recorder == null) {
            return call.send();
        }
        Exchange exchange = measuring.begin(
                recorder, request, Measuring.target(request.getURI()), bytesSent, Exchange.Start.now(recorder));
        // Spring throws it after the answer has passed through here.
        exchange.statusFailure(thrown -> thrown instanceof RestClientResponseException failure
                && failure.getStatusCode().value() == exchange.status());
        try {
            return new ObservedRestResponse(call.send(), exchange);
        } catch (Throwable e) {
            exchange.fails(e);
            throw e;
        }
    }
}
