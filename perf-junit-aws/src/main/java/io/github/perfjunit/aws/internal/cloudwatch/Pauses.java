// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import java.time.Duration;
import java.time.Instant;

/** The time while values are waited for. */
interface Pauses {

    /** The time of this machine. */
    Pauses REAL = new Pauses() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }
    };

    Instant now();

    void sleep(Duration time) throws InterruptedException;
}
