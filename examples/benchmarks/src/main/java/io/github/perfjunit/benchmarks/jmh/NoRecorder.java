// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.RequestRecorder;

/** Counts nothing; what counting costs is measured by {@link RecordingBenchmark}. */
final class NoRecorder implements RequestRecorder {

    @Override
    public long begin(long started) {
        return started;
    }

    @Override
    public void record(
            String name, long intended, long started, long ended, Outcome outcome, long sent, long received) {}

    @Override
    public void error(String name, String kind, String message, Throwable cause) {}

    @Override
    public void connected(String name, long started, long ended, boolean ok) {}

    @Override
    public boolean interrupted() {
        return false;
    }
}
