// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Failures of one category, for as long as they are all alike. Thread-safe. */
final class FailureTrack {

    /** Maximum number of users that are distinguished. */
    private static final int ENOUGH_USERS = 3;

    private record First(FailureShape shape, long nanoTime) {}

    private record User(String scenario, int id) {}

    private final AtomicReference<@Nullable First> first = new AtomicReference<>();
    private final Set<User> users = ConcurrentHashMap.newKeySet();
    private final LongAdder count = new LongAdder();
    private final LongSupplier clock;
    private volatile boolean closed;

    FailureTrack(LongSupplier clock) {
        this.clock = clock;
    }

    void add(String scenario, int user, FailureShape shape) {
        First known = first.get();
        if (known == null) {
            First fresh = new First(shape, clock.getAsLong());
            known = first.compareAndSet(null, fresh) ? fresh : Objects.requireNonNull(first.get());
        }
        if (!known.shape().isLike(shape)) {
            closed = true;
            return;
        }
        count.increment();
        if (users.size() < ENOUGH_USERS) {
            users.add(new User(scenario, user));
        }
    }

    /** Ends this track after a success. */
    void closeIf(boolean ok) {
        closed |= ok;
    }

    /** Returns whether there were only failures, all alike. */
    boolean isOpen() {
        return !closed;
    }

    boolean isEmpty() {
        return first.get() == null;
    }

    long count() {
        return count.sum();
    }

    int users() {
        return users.size();
    }

    /** Returns the time since the first failure; only called if there is one. */
    long since(long now) {
        return now - Objects.requireNonNull(first.get()).nanoTime();
    }

    /** Returns the first failure; only called if there is one. */
    FailureShape first() {
        return Objects.requireNonNull(first.get()).shape();
    }
}
