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
 * <p>The caller gets a future that depends on the client's, because only so is the request counted before the caller
 * goes on. The JDK's futures hand on their ways to those that depend on them: to cancel one cancels the request, and
 * dependents run where they would. But a dependent future that was completed by the caller, as {@code cancel} and {@code
 * orTimeout} do, never hears of its origin; so it is watched as well.
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
