// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.io.IOException;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one load, for {@link LoadJob#runElsewhere}: how they are started and ended, and what is known about them
 * besides their messages. Each is a JVM that runs {@code io.github.perfjunit.PerfWorker} with the address of the store and
 * its number. Workers are numbered from 0.
 *
 * <p>All methods are called on the thread that called {@link LoadJob#runElsewhere}, without its interrupt status.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RemoteWorkers {

    /**
     * Returns the number of workers.
     *
     * @return at least 1, always the same
     */
    int count();

    /**
     * Starts all workers; called once, when the store has what they need. May return before they run.
     *
     * @throws IOException if one could not be started; the message says what to do. The others are ended
     */
    void start() throws IOException;

    /**
     * Returns how a worker ended. Asked several times a second, so an implementation that has to ask a service keeps the
     * answer for as long as it likes.
     *
     * @param worker its number
     * @return such as {@code exit code 137} or {@code stopped: the task ran out of memory}; null while it runs, is being
     *     started, or will be started again
     * @throws IOException if that could not be found out, which is not taken for an end
     */
    @Nullable
    String ended(int worker) throws IOException;

    /**
     * Returns the last lines that a worker wrote to standard output and standard error. Shown if it fails.
     *
     * @param worker its number
     * @return some lines, possibly none
     * @throws IOException if they cannot be read
     */
    String log(int worker) throws IOException;

    /**
     * Ends a worker at once if it still runs. Called for all workers when the load is over, and after any failure, even
     * of {@link #start}.
     *
     * @param worker its number
     */
    void end(int worker);

    /**
     * Returns what else readers of the result should know about a worker, such as where it ran. Asked at the end.
     *
     * @param worker its number
     * @return texts by name, none by default; without secrets
     */
    default Map<String, String> facts(int worker) {
        return Map.of();
    }
}
