// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends processes that are not children of this one. */
final class Processes {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int POLL_MILLIS = 5;

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
        long until = System.nanoTime() + LIMIT_NANOS;
        return Stream.concat(Stream.of(process), children.stream()).allMatch(each -> ends(each, until));
    }

    private static boolean ends(ProcessHandle process, long until) {
        try {
            while (isAlive(process) && System.nanoTime() - until < 0) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !isAlive(process);
    }

    /**
     * Tells whether a process does anything. One that ended is still there until its parent has asked how, which the first
     * process of some containers never does.
     */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !hasEnded(process.pid());
    }

    private static boolean hasEnded(long id) {
        try {
            String state = Files.readString(Path.of("/proc", Long.toString(id), "stat"));
            // Its name, in parentheses, may be anything.
            return state.startsWith(" Z", state.lastIndexOf(')') + 1);
        } catch (IOException e) {
            // Systems without such files have a first process that asks.
            return false;
        }
    }
}
