// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import org.jspecify.annotations.Nullable;

/** Watches the bodies that a body handler is given. */
final class ObservedHandler<T> implements BodyHandler<T> {

    private final BodyHandler<T> handler;
    private final Exchange exchange;
    private @Nullable ObservedSubscriber<T> latest;

    ObservedHandler(BodyHandler<T> handler, Exchange exchange) {
        this.handler = handler;
        this.exchange = exchange;
    }

    @Override
    @SuppressWarnings("NullAway") // a handler that returns null is for the client to refuse
    public synchronized BodySubscriber<T> apply(ResponseInfo head) {
        BodySubscriber<T> subscriber = handler.apply(head);
        if (subscriber == null) {
            return null;
        }
        exchange.answered(head.statusCode());
        exchange.partBegins();
        if (latest != null) { // the client tried again
            latest.forget();
        }
        latest = new ObservedSubscriber<>(subscriber, exchange);
        return latest;
    }
}
