// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTests {

    /** Says its own id and that of a program that it started, and waits. */
    private static final List<String> TWO = List.of("sh", "-c", "sleep 600 & echo $$; echo $!; wait");

    @TempDir
    Path directory;

    private Path output() {
        return directory.resolve("output");
    }

    private List<String> running() throws Exception {
        return Command.lastLines(output(), 2)
                .lines()
                .filter(id -> ProcessHandle.of(Long.parseLong(id))
                        .filter(Processes::isAlive)
                        .isPresent())
                .toList();
    }

    @Test
    void program_outOfTime_isKilledWithWhatItStarted() throws Exception {
        assertThat(Command.run(TWO, directory, output(), Duration.ofSeconds(1))).isEqualTo(-1);
        assertThat(Command.lastLines(output(), 3).lines()).hasSize(2);
        assertThat(running()).isEmpty();
    }

    @Test
    void program_thatIsInterrupted_isKilledWithWhatItStarted() throws Exception {
        Thread self = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                while (Command.lastLines(output(), 2).lines().count() < 2) {
                    Thread.sleep(5);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                self.interrupt();
            }
        });
        interrupter.start();

        assertThatThrownBy(() -> Command.run(TWO, directory, output(), Duration.ofMinutes(10)))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(running()).isEmpty();
        interrupter.join();
    }
}
