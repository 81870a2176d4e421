// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Passes a body on as it arrives, and reports its end before the body's reader can notice it.
 *
 * <p>It also ends when its reader cancels, as when a stream is closed early.
 */
final class ObservedSubscriber<T> implements BodySubscriber<T> {

    private final BodySubscriber<T> subscriber;
    private final Exchange exchange;
    private final AtomicBoolean ended = new AtomicBoolean();

    ObservedSubscriber(BodySubscriber<T> subscriber, Exchange exchange) {
        this.subscriber = subscriber;
        this.exchange = exchange;
    }

    void forget() {
        if (ended.compareAndSet(false, true)) {
            exchange.partEnds();
        }
    }

    @Override
    public CompletionStage<T> getBody() {
        return subscriber.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                subscription.request(count);
            }

            @Override
            public void cancel() {
                if (ended.compareAndSet(false, true)) {
                    exchange.partAbandoned();
                }
                subscription.cancel();
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        long bytes = 0;
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        exchange.received(bytes);
        subscriber.onNext(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            exchange.bodyFails(failure);
        }
        subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
        if (ended.compareAndSet(false, true)) {
            exchange.partEnds();
        }
        subscriber.onComplete();
    }
}
