// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Resolved addresses that the users of one scenario share: resolved again when they are too old, and used in turn.
 *
 * <p>Those of the first one's family take turns; the others come last, because a machine that has only IPv4 would
 * otherwise wait for IPv6 at every other connection.
 */
final class Addresses {

    /** Resolves a name; {@link InetAddress#getAllByName} except in tests. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    // Bounded, because redirects to new hosts could fill it without limit.
    private static final int MOST_HOSTS = 1000;

    private record Known(List<InetAddress> addresses, long resolvedAt, AtomicInteger turn) {}

    private final Map<String, Known> hosts = new ConcurrentHashMap<>();
    private final Resolver resolver;
    private final LongSupplier clock;
    private final long ttlNanos;

    Addresses(Resolver resolver, LongSupplier clock, long ttlNanos) {
        this.resolver = resolver;
        this.clock = clock;
        this.ttlNanos = ttlNanos;
    }

    /** Returns all addresses of a host in the order in which a new connection is to try them. */
    List<InetAddress> of(String host) throws UnknownHostException {
        Known known = hosts.get(host);
        if (known == null || clock.getAsLong() - known.resolvedAt >= ttlNanos) {
            known = resolved(host, known);
        }
        return inTurn(known);
    }

    private Known resolved(String host, @Nullable Known before) throws UnknownHostException {
        List<InetAddress> addresses = List.of(resolver.resolve(host));
        AtomicInteger turn = before == null ? new AtomicInteger() : before.turn;
        Known known = new Known(addresses, clock.getAsLong(), turn);
        if (before != null || hosts.size() < MOST_HOSTS) {
            hosts.put(host, known);
        }
        return known;
    }

    private static List<InetAddress> inTurn(Known known) {
        List<InetAddress> all = known.addresses;
        if (all.size() < 2) {
            return all;
        }
        Class<?> family = all.get(0).getClass();
        List<InetAddress> ordered =
                new ArrayList<>(all.stream().filter(family::isInstance).toList());
        Collections.rotate(ordered, -(known.turn.getAndIncrement() & Integer.MAX_VALUE) % ordered.size());
        all.stream().filter(address -> !family.isInstance(address)).forEach(ordered::add);
        return ordered;
    }
}
