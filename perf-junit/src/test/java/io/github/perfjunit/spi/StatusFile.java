// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ScenarioInterval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps one line in a file that a display in the office reads. */
public final class StatusFile implements LoadListener {

    private final Path file;

    StatusFile(Path file) {
        this.file = file;
    }

    @Override
    public void interval(Interval interval) {
        long failures = interval.scenarios().stream()
                .mapToLong(ScenarioInterval::bodyFailures)
                .sum();
        write(interval.toMillis() / 1000 + " s: " + interval.users() + " users, " + failures + " failed iterations");
    }

    @Override
    public void ended(LoadData data) {
        write(data.stopReason().isEmpty() ? "done" : "stopped: " + data.stopReason());
    }

    private void write(String line) {
        try {
            Files.writeString(file, line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "status file";
    }
}
