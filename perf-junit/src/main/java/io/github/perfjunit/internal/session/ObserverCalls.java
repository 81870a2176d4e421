// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.spi.RunningLoad;
import java.util.List;

/** The calls to one observer of a load, made by a thread of its own. */
interface ObserverCalls {

    /** The calls waiting for the thread. */
    @FunctionalInterface
    interface Queue {
        /** Adds a call; returns false if that many wait already. */
        boolean offer(Runnable call, int room);
    }

    /** Called when the load's time has begun. */
    default void begun(RunningLoad load, Queue queue) {}

    /** Called when an interval has ended. */
    void interval(Interval interval, Queue queue);

    /** Called when a monitor has answered. */
    default void monitored(List<MonitorSample> samples, Queue queue) {}

    /** Called when the load has ended with figures. */
    default void ended(LoadData data, Queue queue) {}

    /** Called when the load has ended without figures. */
    default void stopped(String reason, Queue queue) {}

    /** Returns the problems as sentences without their subject; nothing is counted afterwards. */
    List<String> end();
}
