// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

/** The time, for what must not ask a service too often. */
interface Pace {

    Pace SYSTEM = new Pace() {
        @Override
        public long millis() {
            return System.nanoTime() / 1_000_000;
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }
    };

    /** Returns milliseconds since any moment. */
    long millis();

    void sleep(long millis) throws InterruptedException;
}
