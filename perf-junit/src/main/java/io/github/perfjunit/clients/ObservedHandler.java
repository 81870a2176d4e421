// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Watches the bodies that are passed to a body handler. */
final class ObservedHandler<T> implements BodyHandler<T> {

    private final BodyHandler<T> handler;
    private final Exchange exchange;
    private final AtomicReference<@Nullable ObservedSubscriber<T>> latest = new AtomicReference<>();

    ObservedHandler(BodyHandler<T> handler, Exchange exchange) {
        this.handler = handler;
        this.exchange = exchange;
    }

    @Override
    @SuppressWarnings("NullAway") // a handler that returns null is for the client to refuse
    public BodySubscriber<T> apply(ResponseInfo head) {
        BodySubscriber<T> subscriber = handler.apply(head);
        if (subscriber == null) {
            return null;
        }
        exchange.answered(head.statusCode());
        exchange.partBegins();
        ObservedSubscriber<T> observed = new ObservedSubscriber<>(subscriber, exchange);
        ObservedSubscriber<T> former = latest.getAndSet(observed);
        if (former != null) { // the client tried again
            former.forget();
        }
        return observed;
    }
}
