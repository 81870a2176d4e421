// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import io.github.perfjunit.http.Http;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One virtual user: a thread that runs iterations, with values, randomness and connections of its own.
 *
 * <p>All users share the test instance, so keep the state of one user here. Not thread-safe: use it on
 * the user's own thread.
 *
 * <p>Code given to {@link #step}, {@link #pick} and {@link #pickOnce} may throw checked exceptions. These methods do not
 * declare them, so that a body needs no {@code throws} clause; they pass on the very exception that was thrown. To handle
 * one, catch it inside the code, or catch {@code Exception} around the call.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface VirtualUser {

    /**
     * Returns the number of this user, from 0, unique within its scenario on all workers.
     *
     * @return zero or more
     */
    int id();

    /**
     * Returns the number of the current iteration of this user, from 0.
     *
     * @return zero or more; -1 before the first one
     */
    long iteration();

    /**
     * Returns the name of the scenario.
     *
     * @return the name of the test method, unless set
     */
    String scenario();

    /**
     * Returns this user's own random numbers: the same for the same seed, {@link #id()} and position of the scenario in
     * its load.
     *
     * @return a generator for this user's thread alone
     */
    Random random();

    /**
     * Returns this user's HTTP client.
     *
     * @return the client, with its own connections and cookies
     */
    Http http();

    /**
     * Returns the object that a parameter of the given type receives in the body.
     *
     * @param type type of a resource of virtual users, such as {@link Http}
     * @param <T> the same
     * @return this user's own instance, opened on first use and closed when the user ends
     * @throws IllegalArgumentException if nothing provides that type; the message names the types that are provided
     */
    <T> T resource(Class<T> type);

    /**
     * Keeps a value until this user ends.
     *
     * @param key its name
     * @param value the value; null removes it
     */
    void put(String key, @Nullable Object value);

    /**
     * Returns a value kept with {@link #put(String, Object)}.
     *
     * @param key its name
     * @param type its type
     * @param <T> the same
     * @return the value
     * @throws java.util.NoSuchElementException if there is none; the message names the keys that exist
     * @throws ClassCastException if it is of another type
     */
    <T> T get(String key, Class<T> type);

    /**
     * Returns whether a value is kept under a name.
     *
     * @param key its name
     * @return true if {@link #get(String, Class)} would return a value
     */
    boolean has(String key);

    /**
     * Runs code and counts and times it as one request; where requests are made inside it, those are the requests, and the
     * step stands apart from them.
     *
     * @param name name of the request in results; use a template, not a text with ids in it
     * @param task the code. An exception that it throws, checked or not, fails the request and goes on to the caller
     *     as it is
     * @throws IllegalArgumentException if the name is blank, or one of {@code (iteration)}, {@code (user)}, {@code
     *     (other)}, {@code all requests}, under which results have figures of their own
     */
    void step(String name, UserTask task);

    /**
     * Runs code and counts and times it as one request; where requests are made inside it, those are the requests, and the
     * step stands apart from them.
     *
     * @param name name of the request in results; use a template, not a text with ids in it
     * @param task the code. An exception that it throws, checked or not, fails the request and goes on to the caller
     *     as it is
     * @param <T> type of its result
     * @return the result of the code
     * @throws IllegalArgumentException if the name is blank, or one of {@code (iteration)}, {@code (user)}, {@code
     *     (other)}, {@code all requests}, under which results have figures of their own
     */
    <T> T step(String name, Callable<T> task);

    /**
     * Counts whether a condition holds, without failing the iteration. A load with failed checks does not pass unless
     * an objective allows them.
     *
     * @param name name of the check, such as {@code has an id}
     * @param condition whether it holds
     * @return the condition
     */
    boolean check(String name, boolean condition);

    /**
     * Counts one event in a metric of your own.
     *
     * @param name name of the metric, such as {@code orders}; use a template, not a text with ids in it
     * @param tags names and values in turn, such as {@code "type", "guest"}; few values each
     * @throws IllegalArgumentException if the name is blank, tags are not in pairs, or a metric of another kind has the name
     */
    void count(String name, String... tags);

    /**
     * Adds to a metric of your own, whose figure is the sum.
     *
     * <p>Values of all metrics belong to the phase of their iteration; outside iterations none is counted. A load has at
     * most 500 metrics with different names and tags; those beyond are counted as {@code (other)}.
     *
     * @param name name of the metric, such as {@code ordered items}; use a template, not a text with ids in it
     * @param amount zero or more
     * @param tags names and values in turn, such as {@code "type", "guest"}; few values each
     * @throws IllegalArgumentException if the amount is negative or not finite, the name is blank, tags are not in pairs, or
     *     a metric of another kind has the name
     */
    void count(String name, double amount, String... tags);

    /**
     * Sets a metric of your own, whose figures are the last, least, greatest and mean value.
     *
     * @param name name of the metric, such as {@code open baskets}
     * @param value any finite number
     * @param tags names and values in turn
     * @throws IllegalArgumentException if the value is not finite, the name is blank, tags are not in pairs, or a metric of
     *     another kind has the name
     */
    void gauge(String name, double value, String... tags);

    /**
     * Counts in a metric of your own whether a condition holds; its figure is the share of true ones. Unlike
     * {@link #check}, false ones fail nothing without an objective.
     *
     * @param name name of the metric, such as {@code served from cache}
     * @param condition whether it holds
     * @param tags names and values in turn
     * @throws IllegalArgumentException if the name is blank, tags are not in pairs, or a metric of another kind has the name
     */
    void rate(String name, boolean condition, String... tags);

    /**
     * Adds a number to a metric of your own, whose figure is the distribution. Times of code are measured by
     * {@link #step(String, UserTask)}.
     *
     * @param name name of the metric, such as {@code basket size}
     * @param value from 0 to 1,000,000,000,000; known to three digits, and no finer than to 0.001
     * @param tags names and values in turn
     * @throws IllegalArgumentException if the value is outside that range, the name is blank, tags are not in pairs, or a
     *     metric of another kind has the name
     */
    void trend(String name, double value, String... tags);

    /**
     * Runs one of several behaviours, drawn anew at each call by weight.
     *
     * @param choices at least one. An exception that the behaviour throws, checked or not, goes on to the caller as it
     *     is
     */
    void pick(Weighted... choices);

    /**
     * Runs the behaviour that was drawn for this user by weight at the first call, the same one at every later call
     * with as many choices: the user's type.
     *
     * @param choices at least one, in the same order at every call. An exception that the behaviour throws, checked or
     *     not, goes on to the caller as it is
     */
    void pickOnce(Weighted... choices);

    /**
     * Waits; the time is part of the iteration but of no request.
     *
     * @param pause {@code "500ms"}, or a range to draw from, {@code "1s..3s"}
     * @throws IllegalArgumentException if the text is not such a pause
     */
    void think(String pause);

    /**
     * Waits; the time is part of the iteration but of no request.
     *
     * @param pause how long, zero or more
     */
    void think(Duration pause);
}
