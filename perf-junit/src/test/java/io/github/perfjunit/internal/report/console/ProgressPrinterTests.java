// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static io.github.perfjunit.internal.report.ExampleLoad.series;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.TestFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressPrinterTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    private ProgressPrinter printer(ProgressMode mode, String ci, ProgressPrinter.Terminal opener) {
        return new ProgressPrinter(
                mode, ExampleLoad.closed(), Glyphs.ASCII, new PrintStream(out, true, UTF_8), ci, opener);
    }

    private static void run(ProgressPrinter printer, int seconds) {
        try (printer) {
            for (int i = 0; i < seconds; i++) {
                printer.accept(interval(i, Phase.MEASURE, 0, series("GET /products", Phase.MEASURE, 100, 0, 0)));
            }
        }
        printer.accept(interval(10, Phase.MEASURE, 0));
    }

    @Test
    void lines_eachTenSeconds_overTheTimeSinceTheLast() {
        run(printer(ProgressMode.LINES, "", () -> terminal), 25);

        assertThat(out.toString(UTF_8)).isEqualTo("""
                        visit   0:10/10:00  measure     100/s  users   66  p95   95 ms  p99   99 ms  err    0 %
                        visit   0:20/10:00  measure     100/s  users   66  p95   95 ms  p99   99 ms  err    0 %  %%
                        """);
        assertThat(terminal.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"AUTO, '', true", "AUTO, true, false", "TTY, true, true", "LINES, '', false", "OFF, '', false"})
    void mode_decidesWhetherTheTerminalIsUsed(ProgressMode mode, String ci, boolean drawn) {
        run(printer(mode, ci, () -> terminal), 12);

        assertThat(terminal.size() > 0).isEqualTo(drawn);
        assertThat(out.size() > 0).isEqualTo(!drawn && mode != ProgressMode.OFF);
        assertThat(out.toString(UTF_8)).doesNotContain("\u001b").doesNotContain("\r");
    }

    @Test
    void table_isDrawnInPlaceAndClearedAtTheEnd() {
        run(printer(ProgressMode.TTY, "", () -> terminal), 2);

        String table = """
                visit   0:0%d/10:00  measure     100/s  users   66  p95   95 ms  p99   99 ms  err    0 %%%s
                                rate  err    p50    p95    p99     max
                GET /products  100/s  0 %%  50 ms  95 ms  99 ms  100 ms
                """;
        assertThat(terminal.toString(UTF_8))
                .isEqualTo("\u001b[?7l" + table.formatted(1, "") + "\u001b[?7h\u001b[3A\r\u001b[J\u001b[?7l"
                        + table.formatted(2, "  %%") + "\u001b[?7h\u001b[3A\r\u001b[J");
    }

    @Test
    void table_atMostTwiceASecond() {
        try (ProgressPrinter printer = printer(ProgressMode.TTY, "", () -> terminal)) {
            for (int i = 0; i < 10; i++) {
                printer.accept(TestFigures.interval(i * 100L, i * 100L + 100, Phase.MEASURE, 1, 0, List.of()));
            }
        }

        assertThat(terminal.toString(UTF_8).split("visit", -1)).hasSize(3);
    }

    @Test
    void noTerminal_linesInstead() {
        run(
                printer(ProgressMode.TTY, "", () -> {
                    throw new IOException("no such device");
                }),
                12);

        assertThat(out.toString(UTF_8)).startsWith("visit   0:10/10:00");
    }

    @Test
    void terminalThatIsClosed_linesFromThereOn() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };

        run(printer(ProgressMode.TTY, "", () -> gone), 12);

        assertThat(out.toString(UTF_8)).startsWith("visit   0:10/10:00");
    }

    @Test
    void glyphs_dependOnCharset() {
        assertThat(Glyphs.of(UTF_8)).isEqualTo(Glyphs.UNICODE);
        assertThat(Glyphs.of(StandardCharsets.US_ASCII)).isEqualTo(Glyphs.ASCII);
        assertThat(Glyphs.of(StandardCharsets.ISO_8859_1)).isEqualTo(Glyphs.ASCII);
        assertThat(Glyphs.UNICODE.bars(new double[] {0, 50, 100})).isEqualTo("▁▅█");
        assertThat(Glyphs.ASCII.bars(new double[] {0, 0})).isEqualTo("..");
    }
}
