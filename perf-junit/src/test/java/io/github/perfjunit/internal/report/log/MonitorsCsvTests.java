// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorsCsvTests {

    private static final String HEADER = "t_ms,phase,monitor,unit,value\n";

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("monitors.csv");
    }

    private String row(String name, String unit, double value) throws IOException {
        try (MonitorsCsv csv = new MonitorsCsv(file())) {
            csv.write(1000, Phase.MEASURE, List.of(new GaugeSample(name, unit, value)));
        }
        String text = Files.readString(file());
        assertThat(text).startsWith(HEADER + "1000,measure,").endsWith("\n");
        return text.substring((HEADER + "1000,measure,").length(), text.length() - 1);
    }

    @Test
    void samples_areOneRowAGauge() throws IOException {
        try (MonitorsCsv csv = new MonitorsCsv(file())) {
            csv.write(1000, Phase.RAMP_UP, List.of(new GaugeSample("pool.active", "", 0)));
            csv.write(
                    2000,
                    Phase.MEASURE,
                    List.of(new GaugeSample("pool.active", "", 1), new GaugeSample("cpu", "%", 12.50)));
            csv.write(3000, Phase.GRACE, List.of());

            assertThat(Files.readString(file())) // flushed before it is closed
                    .isEqualTo(HEADER
                            + "1000,ramp-up,pool.active,,0\n"
                            + "2000,measure,pool.active,,1\n"
                            + "2000,measure,cpu,%,12.5\n");
        }
    }

    @Test
    void timeline_readsBackWhatWasWritten() throws IOException {
        List<MonitorSample> read = new ArrayList<>();
        try (MonitorsCsv csv = new MonitorsCsv(file())) {
            csv.write(1000, Phase.RAMP_UP, List.of(new GaugeSample("=a,\"b\"", "ms", 1e-9)));
            csv.write(2000, Phase.MEASURE, List.of(new GaugeSample("cpu", "%", 12.50)));
            csv.timeline().forEach(read::add);
        }

        assertThat(read)
                .containsExactly(
                        new MonitorSample(1000, Phase.RAMP_UP, "=a,\"b\"", "ms", 1e-9),
                        new MonitorSample(2000, Phase.MEASURE, "cpu", "%", 12.5));
    }

    @Test
    void timeline_ofAHalfWrittenRow_endsBeforeIt() throws IOException {
        List<MonitorSample> read = new ArrayList<>();
        try (MonitorsCsv csv = new MonitorsCsv(file())) {
            csv.write(1000, Phase.MEASURE, List.of(new GaugeSample("cpu", "%", 1)));
            Files.writeString(file(), HEADER + "1000,measure,cpu,%,1\n2000,mea");
            csv.timeline().forEach(read::add);
        }

        assertThat(read).containsExactly(new MonitorSample(1000, Phase.MEASURE, "cpu", "%", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\uff1d1", "  =1", "\t=1", "\r\n=1"})
    void textThatASpreadsheetWouldRun_getsAnApostrophe(String name) throws IOException {
        String harmless = "'" + name.strip();

        assertThat(row(name, "", 1)).isEqualTo(harmless + ",,1");
        assertThat(row("queue", "=1", 1)).isEqualTo("queue,'=1,1");
    }

    @Test
    void textWithCommasQuotesAndLineBreaks_staysInItsField() throws IOException {
        assertThat(row("a,b", "\"x\"", 1)).isEqualTo("\"a,b\",\"\"\"x\"\"\",1");
        assertThat(row("a\u001b\r\nb", "m\ns", 1)).isEqualTo("a?  b,m s,1");
        assertThat(row("n".repeat(200), "u".repeat(50), 1))
                .isEqualTo("n".repeat(97) + "...," + "u".repeat(17) + "...,1");
    }

    @ParameterizedTest
    @CsvSource({"-5, -5", "0.125, 0.125", "-0.0, 0", "1e14, 100000000000000", "1e300, 1.0E300", "-4.9e-324, -4.9E-324"})
    void value_isPlainUnlessItsDigitsWouldFillLines(double value, String text) throws IOException {
        assertThat(row("queue", "", value)).isEqualTo("queue,," + text);
    }
}
