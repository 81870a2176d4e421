// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorsCsvTests {

    private static final String HEADER = "t_ms,phase,monitor,unit,value\n";

    @TempDir
    private Path directory;

    private double value;

    private Path file() {
        return directory.resolve("monitors.csv");
    }

    private MonitorsCsv open(Monitor... monitors) throws IOException {
        return new MonitorsCsv(file(), List.of(monitors));
    }

    @Test
    void gauge_isOneRowASample_andSummedUpOverTheMeasuredTime() throws IOException {
        try (MonitorsCsv csv = open(gauges -> gauges.gauge("pool.active", "", value++))) {
            csv.write(interval(0, Phase.RAMP_UP, 0));
            csv.write(interval(1, Phase.MEASURE, 0));
            csv.write(interval(2, Phase.MEASURE, 0));
            csv.write(interval(3, Phase.GRACE, 0));

            assertThat(Files.readString(file())) // flushed before it is closed
                    .isEqualTo(HEADER
                            + "1000,ramp-up,pool.active,,0\n"
                            + "2000,measure,pool.active,,1\n"
                            + "3000,measure,pool.active,,2\n"
                            + "4000,grace,pool.active,,3\n");
            assertThat(csv.summaries()).containsExactly(new MonitorSummary("pool.active", "", 2, 1, 1.5, 2, 2));
        }
    }

    @Test
    void gauge_withoutASampleInTheMeasuredTime_hasNoValues() throws IOException {
        try (MonitorsCsv csv = open(gauges -> gauges.gauge("pool.active", "", 7))) {
            csv.write(interval(0, Phase.RAMP_UP, 0));

            double none = Double.NaN;
            assertThat(csv.summaries())
                    .containsExactly(new MonitorSummary("pool.active", "", 0, none, none, none, none));
        }
    }

    @Test
    void nameAndUnit_areCleanedAndCutWhereverTheyAreShown() throws IOException {
        try (MonitorsCsv csv =
                open(gauges -> gauges.gauge("a\u001b\r\n" + "n".repeat(200), "m\u001bs\n" + "x".repeat(50), 1))) {
            csv.write(interval(0, Phase.MEASURE, 0));

            String name = "a?  " + "n".repeat(93) + "...";
            String unit = "m?s " + "x".repeat(13) + "...";
            assertThat(Files.readString(file())).isEqualTo(HEADER + "1000,measure," + name + "," + unit + ",1\n");
            assertThat(csv.summaries()).containsExactly(new MonitorSummary(name, unit, 1, 1, 1, 1, 1));
        }
    }

    @Test
    void value_thatIsNoNumber_isLeftOut() throws IOException {
        try (MonitorsCsv csv = open(gauges -> {
            gauges.gauge("a", "", Double.NaN);
            gauges.gauge("b", "", Double.POSITIVE_INFINITY);
            gauges.gauge("c", "%", 12.50);
        })) {
            csv.write(interval(0, Phase.MEASURE, 0));

            assertThat(Files.readString(file())).isEqualTo(HEADER + "1000,measure,c,%,12.5\n");
            assertThat(csv.summaries()).extracting(MonitorSummary::name).containsExactly("c");
        }
    }

    @Test
    void names_beyondTheMost_areLeftOut() throws IOException {
        try (MonitorsCsv csv = open(gauges -> gauges.gauge("gauge " + value++, "", 1))) {
            for (int second = 0; second < MonitorsCsv.MOST_GAUGES; second++) {
                csv.write(interval(second, Phase.MEASURE, 0));
            }
            assertThat(csv.hasTooMany()).isFalse();

            csv.write(interval(200, Phase.MEASURE, 0));

            assertThat(csv.hasTooMany()).isTrue();
            assertThat(csv.summaries()).hasSize(MonitorsCsv.MOST_GAUGES);
            assertThat(Files.readAllLines(file())).hasSize(MonitorsCsv.MOST_GAUGES + 1);
        }
    }
}
