// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.Recorded;
import io.github.perfjunit.spi.EndOfData;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.UserResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The resources of the users of one scenario; a resource is prepared only when it is first requested. */
final class UserResources {

    private final List<UserResource<?>> providers;
    private final ScenarioPlan plan;
    private final Map<Class<?>, Shared<?>> pools = new ConcurrentHashMap<>();
    private final ReentrantLock preparing = new ReentrantLock();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    UserResources(List<UserResource<?>> providers, ScenarioPlan plan) {
        this.providers = providers;
        this.plan = plan;
    }

    /** A pool that the users of the scenario share, and its provider. */
    private record Shared<T>(UserResource<T> provider, UserResource.Pool<T> pool) {}

    /** The objects of one user; closed from its own thread, or from another one to free it from a blocking call. */
    final class Held {

        private record Item<T>(Shared<T> shared, T object) {
            void close(Consumer<RuntimeException> problems) {
                guarded(shared.provider(), "close the object of a user", problems, () -> shared.pool()
                        .close(object));
            }

            void bodyReturned() {
                shared.pool().bodyReturned(object);
            }

            void iterationEnded(Consumer<RuntimeException> problems) {
                try { // called after each iteration, so it allocates nothing
                    shared.pool().iterationEnded(object);
                } catch (VirtualMachineError e) {
                    throw e;
                } catch (Throwable e) {
                    problems.accept(new ResourceFailure(shared.provider(), "take the end of an iteration", e));
                }
            }
        }

        private final Map<Class<?>, Item<?>> items = new ConcurrentHashMap<>();
        private volatile boolean closed;
        // Used only by the user's thread; most users have none.
        private @Nullable List<Item<?>> following;

        <T> T get(Class<T> type, VirtualUser user, RequestRecorder recorder) {
            Item<?> known = items.get(type);
            if (known != null) {
                return type.cast(known.object());
            }
            Shared<T> shared = shared(type);
            T object = opened(shared, user, recorder);
            Item<T> item = new Item<>(shared, object);
            items.put(type, item);
            if (shared.pool().followsIterations()) {
                follow(item);
            }
            if (closed) { // by a thread that may not have seen this item
                item.close(e -> {
                    throw e;
                });
            }
            return object;
        }

        private void follow(Item<?> item) {
            if (following == null) {
                following = new ArrayList<>();
            }
            following.add(item);
        }

        /** Notifies objects that follow iterations that the user's code has returned; their exceptions fail it. */
        void bodyReturned() {
            if (following != null) {
                for (Item<?> item : following) {
                    item.bodyReturned();
                }
            }
        }

        /** Notifies objects that follow iterations that the user's code has ended for now. */
        void iterationEnded(Consumer<RuntimeException> problems) {
            if (following != null) {
                for (Item<?> item : following) {
                    item.iterationEnded(problems);
                }
            }
        }

        /** Closes everything, now and later. */
        void close(Consumer<RuntimeException> problems) {
            closed = true;
            items.values().forEach(item -> item.close(problems));
        }
    }

    @SuppressWarnings("unchecked") // keyed by the type that the provider declares
    private <T> Shared<T> shared(Class<T> type) {
        Shared<?> known = pools.get(type);
        if (known == null) {
            preparing.lock();
            try {
                known = pools.get(type);
                if (known == null) {
                    known = prepared(provider(type));
                    pools.put(type, known);
                }
            } finally {
                preparing.unlock();
            }
        }
        return (Shared<T>) known;
    }

    private <T> Shared<T> prepared(UserResource<T> provider) {
        try {
            return new Shared<>(provider, Objects.requireNonNull(provider.prepare(plan), "it returned null"));
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new ResourceFailure(provider, "prepare what the users of " + plan.name() + " share", e);
        }
    }

    private static <T> T opened(Shared<T> shared, VirtualUser user, RequestRecorder recorder) {
        try {
            return Objects.requireNonNull(shared.pool().open(user, recorder), "it returned null");
        } catch (Error e) {
            throw e; // a failed assertion stays one
        } catch (Throwable e) {
            if (e instanceof RuntimeException meaning && hasMeaning(e)) {
                throw meaning;
            }
            throw new ResourceFailure(shared.provider(), "open the object of a user", e);
        }
    }

    /** Returns whether the type of an exception decides the outcome of the iteration. */
    private static boolean hasMeaning(Throwable e) {
        return e instanceof Recorded || e instanceof EndOfData || e instanceof TestAbortedException;
    }

    private static void guarded(
            UserResource<?> provider, String what, Consumer<RuntimeException> problems, Runnable task) {
        try {
            task.run();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            problems.accept(new ResourceFailure(provider, what, e));
        }
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

    /** Returns the notes of the resources, once everything is closed. */
    List<String> notes() {
        return notes;
    }

    /** Closes the shared pools; one that fails to close does not keep the others open. */
    void close(Consumer<RuntimeException> problems) {
        for (Shared<?> shared : pools.values()) {
            guarded(
                    shared.provider(),
                    "give its notes",
                    problems,
                    () -> notes.addAll(shared.pool().notes()));
            guarded(shared.provider(), "close what the users share", problems, shared.pool()::close);
        }
        pools.clear();
    }
}
