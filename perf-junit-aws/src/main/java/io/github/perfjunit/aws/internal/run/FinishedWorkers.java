// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.spi.RemoteWorkers;

/**
 * The workers of a run that is over, whose messages are read again.
 *
 * @param count how many there were
 */
record FinishedWorkers(int count) implements RemoteWorkers {

    @Override
    public void start() {
        // their messages are there
    }

    @Override
    public String ended(int worker) {
        return "the run is over, and the worker left no last message";
    }

    @Override
    public String log(int worker) {
        return "";
    }

    @Override
    public void end(int worker) {
        // it did
    }
}
