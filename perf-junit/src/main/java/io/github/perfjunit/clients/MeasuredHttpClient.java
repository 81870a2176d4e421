// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntPredicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A {@link HttpClient} whose requests are counted for the virtual user that sends them:
 *
 * <pre>{@code
 * private final HttpClient client = MeasuredHttpClient.of(HttpClient.newHttpClient());
 * }</pre>
 *
 * <p>All work is done by the wrapped client. A request ends when {@code send} returns, or the future of {@code
 * sendAsync} completes; with a body handler that streams, such as {@code ofInputStream()}, when the body was read to
 * its end, was closed, or broke off. Web sockets and pushed answers are not counted.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MeasuredHttpClient extends HttpClient {

    private final HttpClient client;
    private final Measuring<HttpRequest> measuring;

    private MeasuredHttpClient(HttpClient client, Measuring<HttpRequest> measuring) {
        this.client = client;
        this.measuring = measuring;
    }

    /**
     * Wraps a client. Requests are named by method and path, such as {@code GET /products}; a status of 400 or more is
     * a failure.
     *
     * @param client the client that does the work
     * @return the same client, measured
     * @throws IllegalArgumentException if it is measured already
     */
    public static MeasuredHttpClient of(HttpClient client) {
        if (client instanceof MeasuredHttpClient) {
            throw new IllegalArgumentException("the client is measured already; its requests would count twice");
        }
        return new MeasuredHttpClient(client, Measuring.by(request -> Measuring.name(request.method(), request.uri())));
    }

    /**
     * Sets the names of requests, above all for paths that contain data.
     *
     * @param name returns the name of a request, such as {@code GET /products/{id}}; its exceptions are thrown by the
     *     call
     * @return a copy with this setting
     */
    public MeasuredHttpClient named(Function<? super HttpRequest, String> name) {
        return new MeasuredHttpClient(client, measuring.named(name));
    }

    /**
     * Sets the statuses that are not failures.
     *
     * <p>Defaults to those below 400.
     *
     * @param accepted true for a status that is as expected
     * @return a copy with this setting
     */
    public MeasuredHttpClient acceptStatus(IntPredicate accepted) {
        return new MeasuredHttpClient(client, measuring.accepting(accepted));
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Exchange exchange = begin(request, handler);
        if (exchange == null) {
            return client.send(request, handler);
        }
        try {
            HttpResponse<T> response = client.send(request, new ObservedHandler<>(handler, exchange));
            exchange.answered(response.statusCode());
            exchange.partEnds();
            return response;
        } catch (Throwable e) {
            exchange.fails(e);
            throw e;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        Exchange exchange = begin(request, handler);
        if (exchange == null) {
            return client.sendAsync(request, handler);
        }
        AsyncCall call = new AsyncCall(exchange);
        return call.observe(() -> client.sendAsync(request, new ObservedHandler<>(handler, exchange)));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
        Exchange exchange = begin(request, handler);
        if (exchange == null) {
            return client.sendAsync(request, handler, pushes);
        }
        AsyncCall call = new AsyncCall(exchange);
        return call.observe(() -> client.sendAsync(request, new ObservedHandler<>(handler, exchange), pushes));
    }

    /** Returns null for requests that are not counted; the wrapped client rejects missing arguments. */
    private @Nullable Exchange begin(@Nullable HttpRequest request, @Nullable BodyHandler<?> handler) {
        RequestRecorder recorder = CurrentUser.recorder();
        if (recorder == null || request == null || handler == null) {
            return null;
        }
        long bytesSent = request.bodyPublisher()
                .map(HttpRequest.BodyPublisher::contentLength)
                .orElse(0L);
        return measuring.begin(
                recorder, request, Measuring.target(request.uri()), bytesSent, Exchange.Start.now(recorder));
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return client.newWebSocketBuilder();
    }

    // The following methods override those that HttpClient has since Java 21; this class is compiled for Java 17.

    /**
     * Closes the wrapped client: waits for its requests.
     *
     * @throws UnsupportedOperationException before Java 21, where clients cannot be closed
     */
    public void close() {
        ClientLife.close(client);
    }

    /**
     * Begins to close the wrapped client: it accepts no more requests.
     *
     * @throws UnsupportedOperationException before Java 21, where clients cannot be closed
     */
    public void shutdown() {
        ClientLife.shutdown(client);
    }

    /**
     * Closes the wrapped client without waiting for its requests.
     *
     * @throws UnsupportedOperationException before Java 21, where clients cannot be closed
     */
    public void shutdownNow() {
        ClientLife.shutdownNow(client);
    }

    /**
     * Returns whether the wrapped client is closed and its requests have ended.
     *
     * @return true if so
     * @throws UnsupportedOperationException before Java 21, where clients cannot be closed
     */
    public boolean isTerminated() {
        return ClientLife.isTerminated(client);
    }

    /**
     * Waits until the wrapped client, after it was shut down, has ended its requests.
     *
     * @param duration how long to wait at most
     * @return whether it has
     * @throws InterruptedException if the waiting thread was interrupted
     * @throws UnsupportedOperationException before Java 21, where clients cannot be closed
     */
    public boolean awaitTermination(Duration duration) throws InterruptedException {
        return ClientLife.awaitTermination(client, duration);
    }

    @Override
    public String toString() {
        return "measured " + client;
    }
}
