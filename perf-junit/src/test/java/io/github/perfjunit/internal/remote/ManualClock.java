// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Time that passes only while its user sleeps; things planned for a time happen then. */
final class ManualClock implements RoadClock {

    private static final long BEGIN_MILLIS = 1_000_000;

    private record Event(long atMillis, Script script) {}

    interface Script {
        void run() throws Exception;
    }

    private final List<Event> events = new ArrayList<>();
    private long now;

    /** Plans something for a time since the beginning. */
    void at(long millis, Script script) {
        events.add(new Event(millis, script));
        events.sort(Comparator.comparingLong(Event::atMillis));
    }

    long millis() {
        return now;
    }

    @Override
    public long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(now);
    }

    @Override
    public long epochMillis() {
        return BEGIN_MILLIS + now;
    }

    @Override
    public void sleep(long millis) throws InterruptedException {
        now += millis;
        if (now > TimeUnit.HOURS.toMillis(1)) {
            throw new IllegalStateException("an hour has passed");
        }
        while (!events.isEmpty() && events.get(0).atMillis() <= now) {
            try {
                events.remove(0).script().run();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
