// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

/** The time on one side of the road. */
interface RoadClock {

    /** The time of this JVM. */
    RoadClock SYSTEM = new RoadClock() {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }
    };

    /** Returns a time for differences. */
    long nanos();

    /** Returns the time of day. */
    long epochMillis();

    void sleep(long millis) throws InterruptedException;
}
