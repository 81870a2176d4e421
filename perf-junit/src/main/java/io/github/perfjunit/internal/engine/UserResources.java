// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.UserResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the users of one scenario are given; nothing is prepared that nobody asks for. */
final class UserResources {

    private final List<UserResource<?>> providers;
    private final ScenarioPlan plan;
    private final Map<Class<?>, UserResource.Pool<?>> pools = new ConcurrentHashMap<>();
    private final ReentrantLock preparing = new ReentrantLock();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    UserResources(List<UserResource<?>> providers, ScenarioPlan plan) {
        this.providers = providers;
        this.plan = plan;
    }

    /** What one user holds; closed from its own thread, or from another one to free it from a blocking call. */
    final class Held {

        private record Item<T>(UserResource.Pool<T> pool, T object) {
            void close() {
                pool.close(object);
            }

            void bodyReturned() {
                pool.bodyReturned(object);
            }

            void iterationEnded() {
                pool.iterationEnded(object);
            }
        }

        private final Map<Class<?>, Item<?>> items = new ConcurrentHashMap<>();
        private volatile boolean closed;
        // Used by the user's thread alone; most have none.
        private @Nullable List<Item<?>> following;

        <T> T get(Class<T> type, VirtualUser user, RequestRecorder recorder) {
            Item<?> known = items.get(type);
            if (known != null) {
                return type.cast(known.object());
            }
            try {
                UserResource.Pool<T> pool = pool(type);
                T object = pool.open(user, recorder);
                Item<T> item = new Item<>(pool, object);
                items.put(type, item);
                if (pool.followsIterations()) {
                    follow(item);
                }
                if (closed) { // by a thread that may not have seen this item
                    item.close();
                }
                return object;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("cannot open " + type.getSimpleName() + ": " + e.getMessage(), e);
            }
        }

        private void follow(Item<?> item) {
            if (following == null) {
                following = new ArrayList<>();
            }
            following.add(item);
        }

        /** Tells those who want to know that the user's code has returned; what they throw fails it. */
        void bodyReturned() {
            if (following != null) {
                for (Item<?> item : following) {
                    item.bodyReturned();
                }
            }
        }

        /** Tells those who want to know that the user's code has ended for now. */
        void iterationEnded(Consumer<RuntimeException> problems) {
            if (following != null) {
                for (Item<?> item : following) {
                    try {
                        item.iterationEnded();
                    } catch (RuntimeException e) {
                        problems.accept(e);
                    }
                }
            }
        }

        /** Closes everything, now and later. */
        void close(Consumer<RuntimeException> problems) {
            closed = true;
            for (Item<?> item : items.values()) {
                try {
                    item.close();
                } catch (RuntimeException e) {
                    problems.accept(e);
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // keyed by the type that the provider declares
    private <T> UserResource.Pool<T> pool(Class<T> type) {
        UserResource.Pool<?> known = pools.get(type);
        if (known == null) {
            preparing.lock();
            try {
                known = pools.get(type);
                if (known == null) {
                    known = provider(type).prepare(plan);
                    pools.put(type, known);
                }
            } finally {
                preparing.unlock();
            }
        }
        return (UserResource.Pool<T>) known;
    }

    private UserResource<?> provider(Class<?> type) {
        for (UserResource<?> provider : providers) {
            if (provider.type().equals(type)) {
                return provider;
            }
        }
        throw new IllegalArgumentException("nothing provides virtual users with " + type.getName() + "; provided are "
                + providers.stream().map(p -> p.type().getName()).sorted().collect(Collectors.joining(", ")));
    }

    /** Returns what a reader of the result should know, once everything is closed. */
    List<String> notes() {
        return notes;
    }

    /** Releases what the users shared; a pool that fails to close keeps no other one open. */
    void close(Consumer<RuntimeException> problems) {
        for (UserResource.Pool<?> pool : pools.values()) {
            try (pool) {
                notes.addAll(pool.notes());
            } catch (RuntimeException e) {
                problems.accept(e);
            }
        }
        pools.clear();
    }
}
