// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.ci.CiFiles;
import io.github.perfjunit.internal.report.html.ReportFile;
import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.internal.report.text.Reasons;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files about all loads of a run, written from the stored results. Of JVMs that end at the same time each waits for the
 * others, so the last one sees the results of all.
 */
public final class RunReport {

    private static final String LOCK = ".report.lock";
    private static final int LONGEST = 300;

    private final Path folder;
    private final boolean interactive;
    private final CiFiles ci;
    private final Set<String> own;

    /**
     * Prepares the files.
     *
     * @param folder the output folder
     * @param interactive whether the charts answer to the pointer
     * @param ci writes the files for CI
     * @param own names of the loads that this JVM ran and has not told CI about
     */
    public RunReport(Path folder, boolean interactive, CiFiles ci, Set<String> own) {
        this.folder = folder;
        this.interactive = interactive;
        this.ci = ci;
        this.own = Set.copyOf(own);
    }

    /**
     * Writes the files.
     *
     * @return lines to print: where the report is, or why it could not be written
     */
    public List<String> write() {
        synchronized (RunReport.class) { // a lock of a file is one of the whole JVM
            return Files.isDirectory(folder) ? writeAlone() : List.of();
        }
    }

    private List<String> writeAlone() {
        List<String> lines = new ArrayList<>();
        try (FileChannel lock = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            hold(lock);
            write(lines);
        } catch (IOException | RuntimeException e) {
            lines.add(notWritten(e));
        }
        return lines;
    }

    /** Some network file systems have no locks; two JVMs that end in the same second may then miss each other. */
    private static void hold(FileChannel untilItCloses) throws IOException {
        try {
            untilItCloses.lock();
        } catch (FileLockInterruptionException e) {
            throw e;
        } catch (IOException e) {
            // goes on without
        }
    }

    private void write(List<String> lines) throws IOException {
        StoredRun run = StoredRun.read(folder);
        if (run.loads().isEmpty() && run.unreadable().isEmpty()) {
            return;
        }
        Path file = ReportFile.write(folder, run, interactive);
        lines.add("report: " + PlainText.of(file.toString(), LONGEST));
        ci.write(folder, run);
        lines.addAll(ci.tell(run, own));
    }

    private String notWritten(Exception e) {
        return "the report " + PlainText.of(folder.resolve(ReportFile.NAME).toString(), LONGEST)
                + " could not be written: " + Reasons.of(e) + "; the verdicts of the tests do not depend on it";
    }
}
