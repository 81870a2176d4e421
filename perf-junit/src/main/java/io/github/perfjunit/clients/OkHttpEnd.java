// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;

/** Decides how an OkHttp call ended; OkHttp enforces its own timeouts by canceling the call. */
final class OkHttpEnd {

    private final Call call;
    private final Exchange exchange;
    private final long entered;

    /**
     * Begins a call.
     *
     * @param entered when the time of its timeout began, or a little earlier
     */
    OkHttpEnd(Call call, Exchange exchange, long entered) {
        this.call = call;
        this.exchange = exchange;
        this.entered = entered;
    }

    void fails(Throwable failure) {
        exchange.fails(failure, call.isCanceled() ? cancellation() : failure);
    }

    /** The body was closed before its end. */
    void closed() {
        if (call.isCanceled()) {
            Exception cancellation = cancellation();
            exchange.fails(cancellation, cancellation);
        } else {
            exchange.partAbandoned();
        }
    }

    private Exception cancellation() {
        long timeout = call.timeout().timeoutNanos();
        return timeout > 0 && System.nanoTime() - entered >= timeout
                ? new TimeoutException("timeout of the call")
                : new CancellationException("canceled");
    }
}
