// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTests {

    private static final Path HOME = Path.of("home");

    private static Options parse(String... args) {
        return Options.parse(HOME, 4, args);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "2, 0, 1", "3, 0, 1", "4, 0-1, 2-3", "64, 0-1, 2-3"})
    void processors_parse_splitBetweenServerAndGenerator(int processors, String server, String client) {
        Options options = Options.parse(HOME, processors);
        assertThat(options.serverCpus()).isEqualTo(server);
        assertThat(options.clientCpus()).isEqualTo(client);
    }

    @Test
    void lists_parse_readNumbersAndNone() {
        Options options = parse("--users", "1,20", "--delayed-users", "none", "--tools", "engine,wrk");
        assertThat(options.users()).containsExactly(1, 20);
        assertThat(options.delayedUsers()).isEmpty();
        assertThat(options.tools()).containsExactly("wrk", "engine");
    }

    @Test
    void noJdk_parse_findsTheOneThatRuns() {
        assertThat(parse().jdks()).isNotEmpty().allMatch(jdk -> jdk.feature() >= 17);
    }

    @Test
    void mistakes_parse_sayWhatIsAllowed() {
        assertThatThrownBy(() -> parse("--users", "0"))
                .hasMessage("--users was '0' but must be a number of at least 1");
        assertThatThrownBy(() -> parse("--tools", "ab"))
                .hasMessage("--tools has 'ab' but there are [wrk, engine, k6, gatling, jmeter]");
        assertThatThrownBy(() -> parse("--client-cpus", "a"))
                .hasMessage("--client-cpus was 'a' but must be such as 0-1 or 0,2");
        assertThatThrownBy(() -> parse("--jdk", "25=/nowhere"))
                .hasMessage("--jdk was '25=/nowhere' but must be such as 25=/usr/lib/jvm/jdk-25, with bin/java in it");
        assertThatThrownBy(() -> parse("--max-other", "x")).hasMessage("--max-other was 'x' but must be such as 0.2");
        assertThatThrownBy(() -> parse("--rounds")).hasMessage("--rounds needs a value");
        assertThatThrownBy(() -> parse("--fast", "yes")).hasMessage("unknown option --fast");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"0; 1", "0-1; 2", "0,2-4; 4"},
            delimiter = ';')
    void cpuList_cpus_counts(String list, int count) {
        assertThat(Target.cpus(list)).isEqualTo(count);
    }
}
