// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ci.CiFiles;
import io.github.perfjunit.internal.report.html.ReportCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTests {

    private final StoredExample load = new StoredExample();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    private Path output;

    private List<String> write(Path folder) {
        return new RunReport(folder, false, new CiFiles(name -> null, true), Set.of()).write();
    }

    private int command(String... arguments) {
        return new ReportCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8))
                .run(List.of(arguments), output);
    }

    @Test
    void run_itsFiles_areWrittenBesideTheLoads() {
        load.seconds = 5;
        load.write(output);

        assertThat(write(output)).containsExactly("report: " + output.resolve("report.html"));
        assertThat(output.resolve("report.html")).content().contains("CatalogLoadTest.visit");
        assertThat(output.resolve("summary.md")).exists();
        assertThat(output.resolve("metrics.txt")).exists();
        assertThat(write(output)).hasSize(1); // over its own files
    }

    @Test
    void folderThatIsNotThereOrHasNoLoad_leavesNoFile() {
        assertThat(write(output.resolve("none"))).isEmpty();
        assertThat(write(output)).isEmpty();
        assertThat(output.resolve("report.html")).doesNotExist();
    }

    @Test
    void reportThatCannotBeWritten_isToldInALine() throws IOException {
        load.seconds = 5;
        load.write(output);
        Files.createDirectories(output.resolve("report.html.tmp/in-the-way"));

        assertThat(write(output))
                .containsExactly("the report " + output.resolve("report.html")
                        + " could not be written: DirectoryNotEmptyException: " + output.resolve("report.html.tmp")
                        + "; the verdicts of the tests do not depend on it");
    }

    @Test
    void command_folderOfLoads_writesTheReport() {
        load.seconds = 5;
        load.write(output.resolve("target perf"));

        assertThat(command("html", "target perf", "--static")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(output.resolve("target perf").resolve("report.html").toString());
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void command_wrongArguments_showsTheUsage() {
        assertThat(command()).isEqualTo(2);
        assertThat(command("pdf", "x")).isEqualTo(2);
        assertThat(command("html", "x", "y")).isEqualTo(2);
        assertThat(command("html", "--loud", "x")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("""
                usage: java -cp ... io.github.perfjunit.Reports html DIR [--static]
                  DIR       the folder of the results, such as target/perf, or of one load
                  --static  charts without a script""");
    }

    @Test
    void command_folderWithoutLoads_saysSo() throws IOException {
        Files.createDirectories(output.resolve("empty"));

        assertThat(command("html", "none")).isEqualTo(2);
        assertThat(command("html", "empty")).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains(output.resolve("none") + " is not a folder")
                .contains("no load has a result in " + output.resolve("empty")
                        + ": it must have folders with a results.json, or one itself");
    }
}
