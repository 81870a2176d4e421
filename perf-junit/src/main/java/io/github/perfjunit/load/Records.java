// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * Records for the iterations of one scenario; made by {@link LoadSettings#feed(String, Class)}.
 *
 * <p>All records are read and converted before the load starts. Thread-safe: all users of the scenario take their
 * records from it.
 *
 * @param <T> type of a record
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Records<T> {

    /**
     * Takes a record: the next one, or the one chosen by the {@link FeedStrategy}. Every call takes one, so call it
     * once in an iteration and keep the record if you need it twice.
     *
     * <p>With {@link FeedStrategy#ONCE}, a call that finds no record left ends the scenario: its iteration is not
     * counted, and no other one starts.
     *
     * @param user the user whose iteration it is
     * @return a record; users share it, so do not change it
     * @throws IllegalStateException if the load is not running, or the user belongs to another scenario
     */
    T next(VirtualUser user);
}
