// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.slo.WorkObjective;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkReaderTests {

    private final Problems problems = new Problems("T.m");

    private List<WorkObjective> read(Map<String, String> properties, Map<Work, String> limits) {
        Settings settings = TestSettings.properties(properties);
        return new WorkReader(settings, PerfKeys.read(settings, problems), problems).read(new RawWork(limits, ""));
    }

    @Test
    void read_everyLimit_objectivesInOrderAndUnits() {
        List<WorkObjective> objectives = read(
                Map.of("kept", "0.01"),
                Map.of(
                        Work.CONNECTIONS, "${kept}",
                        Work.ALLOCATED, "64KiB",
                        Work.COLLECTIONS, "0",
                        Work.BYTES_SENT, "2KB",
                        Work.BYTES_RECEIVED, "700B",
                        Work.STATEMENTS, "3"));

        assertThat(objectives)
                .containsExactly(
                        new WorkObjective(Work.ALLOCATED, 65_536, "64KiB", ""),
                        new WorkObjective(Work.COLLECTIONS, 0, "0", ""),
                        new WorkObjective(Work.BYTES_SENT, 2_000, "2KB", ""),
                        new WorkObjective(Work.BYTES_RECEIVED, 700, "700B", ""),
                        new WorkObjective(Work.CONNECTIONS, 0.01, "0.01", ""),
                        new WorkObjective(Work.STATEMENTS, 3, "3", ""));
        assertThat(WorkReader.countsMemory(objectives)).isTrue();
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALLOCATED   | 64       | @WorkSlo.allocated was '64' but must be a size such as 512KB, 64MB, 1GB or 64MiB
            ALLOCATED   | 0B       | @WorkSlo.allocated was '0B' but must be above 0
            STATEMENTS  | 0        | @WorkSlo.statements was '0' but must be above 0
            STATEMENTS  | three    | @WorkSlo.statements was 'three' but must be a number such as 3 or 0.01
            CONNECTIONS | 1%       | @WorkSlo.connections was '1%' but must be a number such as 3 or 0.01
            """)
    void read_wrongLimit_isAMistake(Work work, String text, String sentence) {
        assertThat(read(Map.of(), Map.of(work, text))).isEmpty();
        assertMistakes("1 configuration error in T.m:\n  - " + sentence);
    }

    @Test
    void read_noLimit_isAMistake() {
        read(Map.of(), Map.of(Work.ALLOCATED, ""));

        assertMistakes("1 configuration error in T.m:\n  - @WorkSlo sets no limit but must set at least one, such as"
                + " allocated or statements");
    }

    @Test
    void read_loadElsewhere_isAMistake() {
        read(Map.of("perf.executor", "moon"), Map.of(Work.STATEMENTS, "3"));

        assertMistakes("1 configuration error in T.m:\n  - perf.executor was 'moon' but must be 'local' where there is"
                + " @WorkSlo\n    Hint: work is counted in the JVM of the test");
    }

    @Test
    void read_memoryOfVirtualUsers_isAMistake() {
        read(Map.of("perf.threads", "virtual"), Map.of(Work.ALLOCATED, "64KiB"));

        assertMistakes("1 configuration error in T.m:\n  - perf.threads was 'virtual' but must be 'auto' or 'platform'"
                + " where there is @WorkSlo.allocated\n    Hint: Java does not tell what virtual threads allocate, so"
                + " users could not be left out");
    }

    private void assertMistakes(String message) {
        assertThatThrownBy(() -> problems.throwIfAny(IllegalArgumentException::new))
                .hasMessage(message);
    }
}
