// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.benchmarks.ReadyWorkload;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JdbcOptionsTests {

    private static JdbcOptions parse(String... args) {
        return JdbcOptions.parse(Path.of("home"), 4, args);
    }

    @Test
    void nothing_parse_isEverything() {
        JdbcOptions options = parse();
        assertThat(options.tools()).containsExactly("pgbench", "sysbench", "engine");
        assertThat(options.workloads()).containsExactly(ReadyWorkload.values());
        assertThat(options.users()).containsExactly(8);
        assertThat(options.scale()).isEqualTo(10);
        assertThat(options.rows()).isEqualTo(100_000);
        assertThat(options.postgres()).isEmpty();
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.out()).isEqualTo(Path.of("home/target/jdbc.jsonl"));
    }

    @Test
    void values_parse_areTaken() {
        JdbcOptions options = parse(
                "--tools",
                "engine",
                "--workloads",
                "read-write,select-only",
                "--users",
                "1,32",
                "--scale",
                "2",
                "--rows",
                "7",
                "--postgres",
                "/opt/pg",
                "--rounds",
                "1");
        assertThat(options.tools()).containsExactly("engine");
        assertThat(options.workloads()).containsExactly(ReadyWorkload.SELECT_ONLY, ReadyWorkload.READ_WRITE);
        assertThat(options.users()).containsExactly(1, 32);
        assertThat(options.scale()).isEqualTo(2);
        assertThat(options.rows()).isEqualTo(7);
        assertThat(options.postgres()).contains(Path.of("/opt/pg"));
        assertThat(options.rounds()).isEqualTo(1);
    }

    @Test
    void mistakes_parse_sayWhatIsAllowed() {
        assertThatThrownBy(() -> parse("--tools", "wrk"))
                .hasMessage("--tools has 'wrk' but there are [pgbench, sysbench, engine]");
        assertThatThrownBy(() -> parse("--workloads", "tpcc"))
                .hasMessage("--workloads has 'tpcc' but there are [select-only, tpcb-like, point-select, read-write]");
        assertThatThrownBy(() -> parse("--delayed-users", "3")).hasMessage("unknown option --delayed-users");
    }
}
