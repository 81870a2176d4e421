// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.slo.InvalidRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of what kinds of load found, and whether that was true: one for each run, in a Markdown file. */
final class TruthTable {

    /** System property with the file to which rows are appended. */
    static final String FILE = "truth.table";

    private TruthTable() {}

    /**
     * Adds a row to the file, if there is one, and fails if what was found is not true, unless the generator was unfit to
     * tell.
     *
     * @param what the case
     * @param truth what must be found
     * @param found what was found
     * @param right whether that is true
     * @param thrown how the test ended; null if it passed
     */
    static void add(String what, String truth, String found, boolean right, @Nullable Throwable thrown) {
        boolean invalid = thrown instanceof InvalidRunException;
        String file = System.getProperty(FILE, "");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        String row = String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %.1f |%n",
                LocalDate.now(ZoneOffset.UTC),
                what,
                truth,
                cell(found),
                invalid ? "invalid run" : right ? "yes" : "**no**",
                load);
        if (!file.isEmpty()) {
            try {
                Files.writeString(Path.of(file), row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(right || invalid).as(row).isTrue();
    }

    private static String cell(@Nullable String text) {
        return text == null ? "" : text.replace('|', '/').replace('\n', ' ');
    }
}
