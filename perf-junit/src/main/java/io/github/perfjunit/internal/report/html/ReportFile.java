// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.internal.util.OwnFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes the report of a run. */
public final class ReportFile {

    /** Name of the file in the output folder. */
    public static final String NAME = "report.html";

    private ReportFile() {}

    /**
     * Writes the report.
     *
     * @param folder the output folder, in which the file is replaced as a whole
     * @param run what to report
     * @param interactive whether the charts answer to the pointer, which takes 1.1 MB
     * @return the file
     * @throws IOException if it cannot be written
     */
    public static Path write(Path folder, StoredRun run, boolean interactive) throws IOException {
        Path file = folder.resolve(NAME);
        OwnFile.replace(file, ReportPage.of(run, interactive).getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
