// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Results are not written through symbolic links, and no load begins where they would be. */
class OutputLinkTests {

    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    static class LinkedTestCases {
        @LoadTest(users = 1, iterations = 1)
        void annotated() {
            CALLS.incrementAndGet();
        }

        @PerfTest
        void fluent(LoadBuilder load) {
            load.scenario("visits", s -> s.users(1).iterations(1).run(user -> CALLS.incrementAndGet()))
                    .start();
        }
    }

    @Test
    void outputThatIsALink_failsBeforeTheLoad() throws IOException {
        Path foreign = Files.createDirectory(output.resolve("foreign"));
        Path link = Files.createSymbolicLink(output.resolve("link"), foreign);

        TestRun run = TestRun.of(LinkedTestCases.class, link);

        String reason =
                "perf.output " + link + " is a symbolic link but must be a directory. Hint: remove the link, or name"
                        + " the directory that it leads to.";
        assertThat(run.failure("annotated"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("1 configuration error in LinkedTestCases.annotated:\n  - " + reason);
        assertThat(run.failure("fluent")).hasMessageContaining(reason);
        assertThat(foreign).isEmptyDirectory();
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void resultThatIsALink_failsBeforeTheLoad() throws IOException {
        Path foreign = Files.writeString(output.resolve("foreign"), "mine");
        Path folder = Files.createDirectories(output.resolve("perf/OutputLinkTests.LinkedTestCases.annotated"));
        Files.createSymbolicLink(folder.resolve("results.json"), foreign);

        TestRun run = TestRun.of(LinkedTestCases.class, output.resolve("perf"));

        assertThat(run.failure("annotated"))
                .hasMessage("1 configuration error in LinkedTestCases.annotated:\n  - perf.output "
                        + output.resolve("perf") + ": OutputLinkTests.LinkedTestCases.annotated/results.json in it is a"
                        + " symbolic link but must be a file. Hint: remove it.");
        run.assertPassed("fluent");
        assertThat(foreign).hasContent("mine");
        assertThat(CALLS).hasValue(1);
    }
}
