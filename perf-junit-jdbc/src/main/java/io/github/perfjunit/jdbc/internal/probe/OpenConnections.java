// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.spi.RequestRecorder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The connections that were taken and not given back, by who took them. Its memory depends on how many there are. */
final class OpenConnections {

    private final ConcurrentHashMap<RequestRecorder, Set<ConnectionTrace>> byOwner = new ConcurrentHashMap<>();

    void add(ConnectionTrace trace) {
        RequestRecorder owner = trace.owner();
        Set<ConnectionTrace> own = byOwner.get(owner);
        if (own == null) {
            own = byOwner.computeIfAbsent(owner, o -> ConcurrentHashMap.newKeySet(2));
        }
        own.add(trace);
    }

    void remove(ConnectionTrace trace) {
        Set<ConnectionTrace> own = byOwner.get(trace.owner());
        if (own != null) {
            own.remove(trace);
        }
    }

    Set<ConnectionTrace> of(RequestRecorder owner) {
        return byOwner.getOrDefault(owner, Set.of());
    }

    Stream<ConnectionTrace> all() {
        return byOwner.values().stream().flatMap(Set::stream);
    }
}
