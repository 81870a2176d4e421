// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedWriterTests {

    private final List<String> events = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private void run(GuardedWriter writer) {
        writer.accept(ExampleLoad.interval(0, Phase.MEASURE, 0));
        writer.accept(ExampleLoad.interval(1, Phase.MEASURE, 0));
        writer.close();
        writer.close();
    }

    @Test
    void firstFailure_isNotedOnceAndEndsTheFile() {
        run(new GuardedWriter(
                "latency.hlog",
                interval -> {
                    events.add("write");
                    throw new IOException("No space left on device");
                },
                () -> {
                    events.add("close");
                    throw new IOException("No space left on device");
                },
                notes::add));

        assertThat(events).containsExactly("write", "close");
        assertThat(notes).containsExactly("latency.hlog is not complete: IOException: No space left on device");
    }

    @Test
    void failureOnClosing_isNoted() {
        run(new GuardedWriter(
                "intervals.csv",
                interval -> events.add("write"),
                () -> {
                    throw new IllegalStateException();
                },
                notes::add));

        assertThat(events).containsExactly("write", "write");
        assertThat(notes).containsExactly("intervals.csv is not complete: IllegalStateException");
    }

    @Test
    void noFailure_noNote() {
        run(new GuardedWriter("intervals.csv", interval -> events.add("write"), () -> events.add("close"), notes::add));

        assertThat(events).containsExactly("write", "write", "close");
        assertThat(notes).isEmpty();
    }
}
