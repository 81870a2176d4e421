// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls the methods that close clients, which exist since Java 21, so that one class file also works on Java 17. */
final class ClientLife {

    private static final @Nullable MethodHandle CLOSE = find("close", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle SHUTDOWN = find("shutdown", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle SHUTDOWN_NOW = find("shutdownNow", MethodType.methodType(void.class));
    private static final @Nullable MethodHandle IS_TERMINATED =
            find("isTerminated", MethodType.methodType(boolean.class));
    private static final @Nullable MethodHandle AWAIT =
            find("awaitTermination", MethodType.methodType(boolean.class, Duration.class));

    private ClientLife() {}

    static void close(HttpClient client) {
        unchecked(CLOSE, client);
    }

    static void shutdown(HttpClient client) {
        unchecked(SHUTDOWN, client);
    }

    static void shutdownNow(HttpClient client) {
        unchecked(SHUTDOWN_NOW, client);
    }

    static boolean isTerminated(HttpClient client) {
        return Boolean.TRUE.equals(unchecked(IS_TERMINATED, client));
    }

    static boolean awaitTermination(HttpClient client, Duration duration) throws InterruptedException {
        return Boolean.TRUE.equals(call(AWAIT, client, duration));
    }

    private static @Nullable Object unchecked(@Nullable MethodHandle method, HttpClient client) {
        try {
            return call(method, client);
        } catch (InterruptedException e) {
            throw new AssertionError("declared by none of these methods", e);
        }
    }

    private static @Nullable Object call(@Nullable MethodHandle method, Object... arguments)
            throws InterruptedException {
        if (method == null) {
            throw new UnsupportedOperationException(
                    "java.net.http.HttpClient can be closed since Java 21, this is Java "
                            + Runtime.version().feature());
        }
        try {
            return method.invokeWithArguments(arguments);
        } catch (RuntimeException | Error | InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("declared by none of these methods", e);
        }
    }

    private static @Nullable MethodHandle find(String name, MethodType type) {
        try {
            return MethodHandles.publicLookup().findVirtual(HttpClient.class, name, type);
        } catch (NoSuchMethodException e) {
            return null; // Java 17
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
