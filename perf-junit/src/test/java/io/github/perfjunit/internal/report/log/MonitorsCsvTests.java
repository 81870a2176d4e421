// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Phase;
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

    private Path file() {
        return directory.resolve("monitors.csv");
    }

    @Test
    void samples_areOneRowAGauge() throws IOException {
        try (MonitorsCsv csv = new MonitorsCsv(file())) {
            csv.write(interval(0, Phase.RAMP_UP, 0), List.of(new GaugeSample("pool.active", "", 0)));
            csv.write(
                    interval(1, Phase.MEASURE, 0),
                    List.of(new GaugeSample("pool.active", "", 1), new GaugeSample("cpu", "%", 12.50)));
            csv.write(interval(2, Phase.GRACE, 0), List.of());

            assertThat(Files.readString(file())) // flushed before it is closed
                    .isEqualTo(HEADER
                            + "1000,ramp-up,pool.active,,0\n"
                            + "2000,measure,pool.active,,1\n"
                            + "2000,measure,cpu,%,12.5\n");
        }
    }
}
