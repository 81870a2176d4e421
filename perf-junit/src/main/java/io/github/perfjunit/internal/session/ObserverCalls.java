// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.RunningLoad;
import java.util.List;

/** The calls to one observer of a load, made by a thread of its own. */
interface ObserverCalls {

    /** The calls that wait for the thread. */
    @FunctionalInterface
    interface Queue {
        /** Adds a call; returns false if that many wait already. */
        boolean offer(Runnable call, int room);
    }

    /** The load's time has begun. */
    default void begun(RunningLoad load, Queue queue) {}

    /** An interval has ended. */
    void interval(Interval interval, Queue queue);

    /** The load has ended with figures. */
    default void ended(LoadData data, Queue queue) {}

    /** The load has ended without figures. */
    default void stopped(String reason, Queue queue) {}

    /** Returns what went wrong, as sentences without their subject; nothing is counted afterwards. */
    List<String> end();
}
