// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.spi.RequestRecorder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The connections that were taken and not given back, by who took them. Its memory depends on how many there are. */
final class OpenConnections {

    private final ConcurrentHashMap<RequestRecorder, UserWork> byOwner = new ConcurrentHashMap<>();

    /** Returns what a user has and does, from now on. */
    UserWork by(RequestRecorder owner) {
        UserWork own = byOwner.get(owner);
        return own == null ? byOwner.computeIfAbsent(owner, o -> new UserWork()) : own;
    }

    Set<ConnectionTrace> of(RequestRecorder owner) {
        UserWork own = byOwner.get(owner);
        return own == null ? Set.of() : own.open();
    }

    Stream<ConnectionTrace> all() {
        return byOwner.values().stream().flatMap(own -> own.open().stream());
    }
}
