// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import io.github.perfjunit.spi.RequestRecorder;
import java.net.URI;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a wrapper that counts requests.
 *
 * @param <R> type of the client's requests
 * @param name gives a request its name
 * @param accepted true for statuses that are not failures
 */
record Measuring<R>(Function<? super R, String> name, IntPredicate accepted) {

    Measuring {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(accepted, "accepted");
    }

    static <R> Measuring<R> by(Function<? super R, String> name) {
        return new Measuring<>(name, status -> status < 400);
    }

    Measuring<R> named(Function<? super R, String> other) {
        return new Measuring<>(other, accepted);
    }

    Measuring<R> accepting(IntPredicate statuses) {
        return new Measuring<>(name, statuses);
    }

    Exchange begin(RequestRecorder recorder, R request, String target, long bytesSent, Exchange.Start start) {
        String given = Objects.requireNonNull(name.apply(request), "the naming function returned null");
        return new Exchange(recorder, given, target, accepted, bytesSent, start);
    }

    static String name(String method, URI uri) {
        String path = uri.getRawPath();
        return method + ' ' + (path == null || path.isEmpty() ? "/" : path);
    }

    static String target(URI uri) {
        return target(uri.getHost(), uri.getPort());
    }

    static String target(@Nullable String host, int port) {
        String known = host == null ? "an unknown host" : host;
        return port < 0 ? known : known + ':' + port;
    }
}
