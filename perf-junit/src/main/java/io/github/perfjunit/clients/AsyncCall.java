// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the future of a request.
 *
 * <p>The caller gets a future that depends on the client's, so that the request is counted before the caller continues.
 * The JDK client's futures pass their behavior on to dependent futures: canceling one cancels the request, and
 * dependent actions run on the same threads. But a dependent future that the caller completes, as {@code cancel} and
 * {@code orTimeout} do, gets no signal from its origin, so it is watched as well.
 */
final class AsyncCall {

    private final Exchange exchange;
    private final AtomicBoolean ended = new AtomicBoolean();

    AsyncCall(Exchange exchange) {
        this.exchange = exchange;
    }

    <T> CompletableFuture<HttpResponse<T>> observe(Supplier<CompletableFuture<HttpResponse<T>>> send) {
        CompletableFuture<HttpResponse<T>> future;
        try {
            future = send.get();
        } catch (Throwable e) {
            end(null, e);
            throw e;
        }
        CompletableFuture<HttpResponse<T>> callers = future.whenComplete(this::end);
        CompletableFuture<?> unused = callers.whenComplete(this::end);
        return callers;
    }

    private void end(@Nullable HttpResponse<?> response, @Nullable Throwable failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (failure != null) {
            Throwable cause = failure.getCause();
            exchange.fails(failure instanceof CompletionException && cause != null ? cause : failure);
        } else if (response == null) {
            exchange.fails(new CancellationException("the caller completed the future itself"));
        } else {
            exchange.answered(response.statusCode());
            exchange.partEnds();
        }
    }
}
