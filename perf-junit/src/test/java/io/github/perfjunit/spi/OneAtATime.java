// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.LoadData;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Runs loads in this JVM, but never two at a time on this machine. */
public final class OneAtATime implements LoadExecutor {

    @Override
    public String name() {
        return "one-at-a-time";
    }

    @Override
    @SuppressWarnings("try") // the lock is held, not used
    public LoadData execute(LoadJob job) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "perf-junit.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            return job.runHere(job.plan(), job.intervals());
        } catch (IOException e) {
            throw new IllegalStateException("cannot lock " + file, e);
        }
    }
}
