// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends processes that are not children of this one. */
final class Processes {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Processes() {}

    /**
     * Kills a process and all that it started, and waits until they are gone.
     *
     * @return false if some lived on
     */
    static boolean kill(ProcessHandle process) {
        // They are its children only while it lives.
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        return Stream.concat(Stream.of(process), children.stream()).allMatch(Processes::ends);
    }

    private static boolean ends(ProcessHandle process) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException | TimeoutException e) {
            return !process.isAlive();
        }
    }
}
