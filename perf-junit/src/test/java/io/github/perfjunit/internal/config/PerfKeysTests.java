// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Enforcement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerfKeysTests {

    private static final String KNOWN =
            "perf.duration, perf.executor, perf.failFast, perf.http.allowedHosts, perf.http.noProxy, perf.http.proxy,"
                    + " perf.http.trustAll, perf.http.version, perf.invalid, perf.maxDuration, perf.maxUsers,"
                    + " perf.mode, perf.output, perf.progress, perf.rampUp, perf.report, perf.report.annotations, perf.report.charts, perf.scale, perf.seed, perf.slo,"
                    + " perf.threads, perf.users";

    private final Problems problems = new Problems("T.m");

    @Test
    void read_nothingSet_defaults() {
        assertThat(PerfKeys.read(TestSettings.NONE, problems))
                .isEqualTo(new PerfKeys(
                        PerfKeys.Mode.LOAD,
                        null,
                        PerfKeys.Invalid.FAIL,
                        1,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        PerfKeys.Threads.AUTO,
                        PerfKeys.FailFast.ON,
                        PerfKeys.Progress.AUTO,
                        Path.of("target/perf"),
                        new PerfKeys.ReportKeys(true, PerfKeys.Charts.INTERACTIVE, PerfKeys.Switch.ON),
                        "local",
                        HttpKeys.NONE));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void read_everythingSet_values() {
        Map<String, String> all = new TreeMap<>(Map.of(
                "perf.mode", "smoke",
                "perf.slo", "Report",
                "perf.invalid", "warn",
                "perf.scale", "0.2",
                "perf.users", "20",
                "perf.duration", "30s",
                "perf.rampUp", "0s",
                "perf.maxUsers", "50"));
        all.putAll(Map.of(
                "perf.maxDuration", "5m",
                "perf.seed", "-7",
                "perf.threads", "platform",
                "perf.failFast", "off",
                "perf.progress", "LINES",
                "perf.output", "build/perf",
                "perf.report", "off",
                "perf.report.charts", "static",
                "perf.report.annotations", "off",
                "perf.executor", "fargate"));
        assertThat(PerfKeys.read(TestSettings.properties(all), problems))
                .isEqualTo(new PerfKeys(
                        PerfKeys.Mode.SMOKE,
                        Enforcement.REPORT,
                        PerfKeys.Invalid.WARN,
                        0.2,
                        20,
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        50,
                        Duration.ofMinutes(5),
                        -7L,
                        PerfKeys.Threads.PLATFORM,
                        PerfKeys.FailFast.OFF,
                        PerfKeys.Progress.LINES,
                        Path.of("build/perf"),
                        new PerfKeys.ReportKeys(false, PerfKeys.Charts.STATIC, PerfKeys.Switch.OFF),
                        "fargate",
                        HttpKeys.NONE));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void read_severalPlaces_parameterThenPropertyThenEnvironment() {
        Settings settings = TestSettings.of(
                Map.of("perf.users", "1"),
                Map.of("perf.users", "2", "perf.seed", "2"),
                Map.of("PERF_USERS", "3", "PERF_SEED", "3", "PERF_MAXUSERS", "3", "PERF_SCALE", ""));
        PerfKeys keys = PerfKeys.read(settings, problems);
        assertThat(keys.users()).isEqualTo(1);
        assertThat(keys.seed()).isEqualTo(2);
        assertThat(keys.maxUsers()).isEqualTo(3);
        assertThat(keys.scale()).isEqualTo(1);
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "perf.mode     | fast  | be one of load, smoke",
                "perf.slo      | on    | be one of enforce, report, off",
                "perf.invalid  | pass  | be one of fail, warn",
                "perf.threads  | green | be one of auto, virtual, platform",
                "perf.report   | maybe | be one of on, off",
                "perf.report.charts | none | be one of interactive, static",
                "perf.failFast | no    | be one of on, off",
                "perf.progress | bar   | be one of auto, tty, lines, off",
                "perf.scale    | 0     | be a number above 0 such as 0.2",
                "perf.scale    | -1    | be a number above 0 such as 0.2",
                "perf.scale    | NaN   | be a number above 0 such as 0.2",
                "perf.scale    | 1e3   | be a number above 0 such as 0.2",
                "perf.scale    | 20%   | be a number above 0 such as 0.2",
                "perf.users    | 0     | be from 1 to 200000",
                "perf.users    | 200001 | be from 1 to 200000",
                "perf.users    | many  | be from 1 to 200000",
                "perf.maxUsers | -5    | be from 1 to 200000",
                "perf.duration | 0s    | be above 0s",
                "perf.duration | 60    | be a duration such as 250ms, 2s, 10m or 1h30m",
                "perf.rampUp   | 1     | be a duration such as 250ms, 2s, 10m or 1h30m",
                "perf.maxDuration | 0ms | be above 0s",
                "perf.seed     | x     | be a whole number"
            })
    void read_badValue_wholeMessage(String key, String value, String allowed) {
        PerfKeys.read(TestSettings.properties(Map.of(key, value)), problems);
        assertThat(TestSettings.messageOf(problems))
                .isEqualTo("1 configuration error in T.m:\n  - " + key + " was '" + value + "' but must " + allowed);
    }

    @Test
    void read_pathThatIsNone_wholeMessage() {
        PerfKeys.read(TestSettings.properties(Map.of("perf.output", "a\0b")), problems);
        assertThat(TestSettings.messageOf(problems))
                .isEqualTo("1 configuration error in T.m:\n  - perf.output was 'a\\u0000b' but must be a path");
    }

    @ParameterizedTest
    @CsvSource({
        "perf.scal, did you mean perf.scale?",
        "perf.rampup, did you mean perf.rampUp?",
        "perf.max-users, did you mean perf.maxUsers?",
        "perf.baseUrl, names of your own must not begin with perf.",
        "perf., names of your own must not begin with perf."
    })
    void read_unknownSystemProperty_mistakeWithRemedy(String name, String hint) {
        PerfKeys.read(TestSettings.properties(Map.of(name, "1")), problems);
        assertThat(TestSettings.messageOf(problems))
                .isEqualTo("1 configuration error in T.m:\n  - system property '" + name
                        + "' is set but must be one of " + KNOWN + "\n    Hint: " + hint);
    }

    @Test
    void read_misspeltKeyOfAPartThatIsThere_mistakeWithRemedy() {
        Map<String, String> properties = Map.of("perf.jdbc.ulr", "x", "perf.jdbc.url", "x", "perf.aws.regoin", "x");
        Settings settings = new Settings(
                key -> null,
                properties::get,
                key -> null,
                key -> null,
                Set.of("perf.jdbc.url", "perf.jdbc.user"),
                properties.keySet());
        PerfKeys.read(settings, problems);
        assertThat(TestSettings.messageOf(problems))
                .isEqualTo(
                        "1 configuration error in T.m:\n  - system property 'perf.jdbc.ulr' is set but must be one of "
                                + KNOWN.replace("perf.maxDuration", "perf.jdbc.url, perf.jdbc.user, perf.maxDuration")
                                + "\n    Hint: did you mean perf.jdbc.url?");
    }

    @Test
    void read_keysOfOtherParts_noMistake() {
        PerfKeys.read(
                TestSettings.properties(Map.of(
                        "perf.worker.index", "1",
                        "perf.jdbc.url", "x",
                        "perf.aws.region", "x",
                        "perf.baseline", "x",
                        "perf.baseline.dir", "x",
                        "performance", "x")),
                problems);
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', ENFORCE, false",
        "'', 0.5, '', REPORT, false",
        "'', 2, '', ENFORCE, false",
        "'', '', smoke, OFF, false",
        "enforce, 0.5, '', ENFORCE, true",
        "report, '', smoke, REPORT, true",
        "off, '', '', OFF, true"
    })
    void sloInForce_otherKeys_decideUnlessItIsSet(
            String slo, String scale, String mode, Enforcement expected, boolean explicit) {
        PerfKeys keys = PerfKeys.read(
                TestSettings.properties(Map.of("perf.slo", slo, "perf.scale", scale, "perf.mode", mode)), problems);
        assertThat(keys.sloInForce()).isEqualTo(expected);
        assertThat(keys.sloIsExplicit()).isEqualTo(explicit);
    }
}
