// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ticks when a test says so. */
final class HandTicker implements Ticker {

    private @Nullable Runnable work;

    @Override
    public Running every(Duration period, Runnable toDo) {
        work = toDo;
        return () -> work = null;
    }

    boolean isRunning() {
        return work != null;
    }

    void tick(int times) {
        for (int i = 0; i < times; i++) {
            if (work != null) {
                work.run();
            }
        }
    }
}
