// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.VirtualUser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in the settings of processes: all at once, before any JVM is started. */
class LocalProcessesMistakesTests {

    @TempDir
    private Path output;

    static class FewUsersTestCases {

        @LoadTest(users = 3, duration = "1s")
        void visit(VirtualUser user) {
            throw new IllegalStateException("must not run");
        }
    }

    static class OpenTestCases {

        @LoadTest(arrivalRate = "10/s", duration = "1s", maxUsers = 3)
        void arrive(VirtualUser user) {
            throw new IllegalStateException("must not run");
        }
    }

    static class SmokeTestCases {

        @LoadTest(users = 30, duration = "10m")
        void visit(VirtualUser user) {}
    }

    @Test
    void severalMistakes_areToldTogether() {
        TestRun run = run(
                FewUsersTestCases.class,
                "perf.processes=0",
                "perf.processes.jvmArgs=Xmx1g",
                "perf.processes.readyTimeout=soon",
                "perf.processes.partialResults=maybe",
                "perf.processes.maxLostShare=0.5");

        assertThat(run.failure("visit"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("5 configuration errors in FewUsersTestCases.visit:")
                .hasMessageContaining("perf.processes was '0' but must be a whole number from 1 to 1000")
                .hasMessageContaining(
                        "perf.processes.jvmArgs had 'Xmx1g' but must have options of a JVM, which begin with"
                                + " a hyphen")
                .hasMessageContaining("perf.processes.readyTimeout was 'soon' but must be")
                .hasMessageContaining("perf.processes.partialResults was 'maybe' but must be one of fail, tolerate")
                .hasMessageContaining(
                        "perf.processes.maxLostShare was '0.5' but must be a share of the workers such as" + " 10%");
    }

    @Test
    void moreProcessesThanUsers_isAMistake() {
        assertThat(run(FewUsersTestCases.class, "perf.processes=4").failure("visit"))
                .hasMessageContaining(
                        "the load had 3 users but must have at least as many as there are workers, 4, which"
                                + " perf.processes sets");
    }

    @Test
    void moreProcessesThanUsersOfAnOpenLoad_isAMistake() {
        assertThat(run(OpenTestCases.class, "perf.processes=4").failure("arrive"))
                .hasMessageContaining("maxUsers of arrive was 3 but must be at least the number of workers, 4, which"
                        + " perf.processes sets");
    }

    @Test
    void leadThatIsTooShort_isAMistake() {
        assertThat(run(SmokeTestCases.class, "perf.processes.startLead=20ms").failure("visit"))
                .hasMessageContaining(
                        "perf.processes.startLead was PT0.02S but must be longer than look, which is PT0.05S");
    }

    @Test
    void smokeMode_runsInThisJvm() {
        run(SmokeTestCases.class, "perf.mode=smoke", "perf.processes=4").assertPassed("visit");
    }

    private TestRun run(Class<?> fixture, String... keys) {
        String[] all = new String[keys.length + 1];
        all[0] = "perf.executor=processes";
        System.arraycopy(keys, 0, all, 1, keys.length);
        return TestRun.of(fixture, output, all);
    }
}
