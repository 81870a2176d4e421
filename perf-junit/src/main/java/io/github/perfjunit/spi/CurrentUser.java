// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.util.concurrent.Callable;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The virtual user for whom a thread works, for clients that all users share.
 *
 * <p>A virtual user's own thread works for it from its set-up to its tear-down. Threads that its code starts work for
 * nobody, unless the task that they run is carried over:
 *
 * <pre>{@code
 * executor.submit(CurrentUser.carry(() -> client.send(request, BodyHandlers.ofString())));
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CurrentUser {

    private static final ThreadLocal<@Nullable RequestRecorder> RECORDER = new ThreadLocal<>();

    private CurrentUser() {}

    /**
     * Returns where requests of the calling thread are counted.
     *
     * @return the recorder of its virtual user; null if it works for none
     */
    public static @Nullable RequestRecorder recorder() {
        return RECORDER.get();
    }

    /**
     * Runs a task on the calling thread for a virtual user; for engines, and for threads that serve several users.
     *
     * @param recorder where requests are counted meanwhile
     * @param task the task to run
     */
    public static void runAs(RequestRecorder recorder, Runnable task) {
        RequestRecorder before = RECORDER.get();
        RECORDER.set(recorder);
        try {
            task.run();
        } finally {
            restore(before);
        }
    }

    /**
     * Makes a task work for the calling thread's user, whichever thread runs it.
     *
     * @param task the task to run
     * @return the same task if the calling thread works for no user
     */
    public static Runnable carry(Runnable task) {
        RequestRecorder recorder = RECORDER.get();
        return recorder == null ? task : () -> runAs(recorder, task);
    }

    /**
     * Makes a task work for the calling thread's user, whichever thread runs it.
     *
     * @param task the task to run
     * @param <T> type of its result
     * @return the same task if the calling thread works for no user
     */
    public static <T> Callable<T> carry(Callable<T> task) {
        RequestRecorder recorder = RECORDER.get();
        if (recorder == null) {
            return task;
        }
        return () -> {
            RequestRecorder before = RECORDER.get();
            RECORDER.set(recorder);
            try {
                return task.call();
            } finally {
                restore(before);
            }
        };
    }

    private static void restore(@Nullable RequestRecorder before) {
        if (before == null) {
            RECORDER.remove();
        } else {
            RECORDER.set(before);
        }
    }
}
