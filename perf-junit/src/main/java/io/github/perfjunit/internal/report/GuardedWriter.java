// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.metrics.Interval;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** Writes intervals until the first failure, which it notes once: a full disk must not end a load. */
final class GuardedWriter {

    /** Writes one interval. */
    @FunctionalInterface
    interface Write {
        /** Writes the interval, or throws. */
        void accept(Interval interval) throws IOException;
    }

    private final String name;
    private final Write write;
    private final Closeable file;
    private final Consumer<String> notes;
    private boolean open = true;
    private boolean noted;

    GuardedWriter(String name, Write write, Closeable file, Consumer<String> notes) {
        this.name = name;
        this.write = write;
        this.file = file;
        this.notes = notes;
    }

    /** A write action. */
    @FunctionalInterface
    interface Task {
        /** Writes, or throws. */
        void run() throws IOException;
    }

    void accept(Interval interval) {
        write(() -> write.accept(interval));
    }

    /** Writes something that is not an interval. */
    void write(Task task) {
        if (!open) {
            return;
        }
        try {
            task.run();
        } catch (IOException | RuntimeException e) {
            note(e);
            close();
        }
    }

    void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            file.close();
        } catch (IOException | RuntimeException e) {
            note(e);
        }
    }

    private void note(Exception e) {
        if (!noted) { // closing after a failed write would fail for the same reason
            noted = true;
            notes.accept(name + " is not complete: " + Reasons.of(e));
        }
    }
}
