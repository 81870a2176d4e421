// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Work;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the requests of one virtual user.
 *
 * <p>Times are readings of {@link System#nanoTime()}. A request is begun, done, and then recorded:
 *
 * <pre>{@code
 * long started = System.nanoTime();
 * long intended = recorder.begin(started);
 * ... // the work
 * recorder.record("SELECT stock", intended, started, System.nanoTime(), Outcome.OK, 0, 0);
 * }</pre>
 *
 * <p>Safe for use from any thread, though meant for the user's own.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RequestRecorder {

    /**
     * Returns when a request that starts now was due: the first request of an iteration inherits the lateness of the
     * iteration, every other one is due when it starts.
     *
     * @param started when it starts
     * @return when it was due, at most {@code started}
     */
    long begin(long started);

    /**
     * Counts a request, unless no iteration runs: requests before a user's first iteration and after its last one are
     * not measured.
     *
     * <p>A failure that was counted is to be thrown as an exception that implements
     * {@link io.github.perfjunit.metrics.Recorded}; any other one that leaves the body counts as one more failure, except
     * those of {@link #alreadyCounted}.
     *
     * @param name name of the request
     * @param intended when it was due, from {@link #begin(long)}
     * @param started when it started
     * @param ended when it ended
     * @param outcome how it ended
     * @param bytesSent bytes written
     * @param bytesReceived bytes read
     * @throws IllegalArgumentException if the name is blank, or one of {@code (iteration)}, {@code (user)}, {@code
     *     (other)}, {@code all requests}, under which results have figures of their own
     */
    void record(
            String name, long intended, long started, long ended, Outcome outcome, long bytesSent, long bytesReceived);

    /**
     * Counts a database statement, unless no iteration runs. It is a part of an iteration or of a request, so a failed
     * one fails no load by itself.
     *
     * @param text the statement, with placeholders for all its values, as {@link
     *     io.github.perfjunit.metrics.LoadResult#statementText} writes it
     * @param started when it started
     * @param ended when it ended
     * @param outcome how it ended
     */
    default void statement(String text, long started, long ended, Outcome outcome) {}

    /**
     * Adds to the work of an iteration, for objectives about it: {@link Work#ROUND_TRIPS} or {@link Work#ROWS}. All other
     * kinds of work are counted by other methods, or by the engine.
     *
     * @param work the kind of work
     * @param amount how much there was, zero or more
     * @throws IllegalArgumentException if it is another kind of work
     */
    default void work(Work work, long amount) {}

    /**
     * Lists an error of a request or a statement; called after {@link #record} or {@link #statement} has counted it, and
     * by the same thread.
     *
     * @param name name of the request, or text of the statement
     * @param kind short name of the problem, such as {@code timeout}
     * @param message a sentence for people, without secrets; those that differ only in their numbers are counted
     *     together
     * @param cause the exception, of which the first one's stack trace is kept; null if there is none
     */
    void error(String name, String kind, String message, @Nullable Throwable cause);

    /**
     * Describes a failure that was counted, for the moment when it leaves the body of the running iteration, for clients
     * whose exceptions are not their own and so cannot be {@link io.github.perfjunit.metrics.Recorded}. The latest few
     * of an iteration are kept.
     *
     * @param failure true for the exception that was counted; asked for one that leaves the body or a step, and for its
     *     causes
     */
    default void alreadyCounted(Predicate<Throwable> failure) {}

    /**
     * Counts the opening of a connection, which is part of no response time.
     *
     * @param name name of the request for which it was opened
     * @param started when it began
     * @param ended when it was ready
     * @param ok whether it was opened
     */
    void connected(String name, long started, long ended, boolean ok);

    /**
     * Returns whether the load has ended and interrupted this user, so that a broken exchange is {@link
     * Outcome#INTERRUPTED} and not a failure of the target.
     *
     * @return true from the moment before the user is interrupted
     */
    boolean interrupted();
}
