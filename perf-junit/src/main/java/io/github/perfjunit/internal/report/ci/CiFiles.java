// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.ci;

import io.github.perfjunit.internal.report.run.StoredLoad;
import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.internal.util.OwnFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Writes the files for CI about a run, and what this JVM has to say to the system that it runs in. */
public final class CiFiles {

    /** Name of the summary in the output folder. */
    public static final String SUMMARY = "summary.md";

    /** Name of the file for GitLab in the output folder. */
    public static final String METRICS = "metrics.txt";

    private static final int LONGEST = 300;

    private final UnaryOperator<String> environment;
    private final boolean annotated;

    /**
     * Prepares the files.
     *
     * @param environment gives the value of a variable of the environment, or null
     * @param annotated whether missed objectives become lines for GitHub Actions, if the run is one
     */
    public CiFiles(UnaryOperator<String> environment, boolean annotated) {
        this.environment = environment;
        this.annotated = annotated;
    }

    /** Writes {@code summary.md} and {@code metrics.txt}. */
    public void write(Path folder, StoredRun run) throws IOException {
        OwnFile.replace(folder.resolve(SUMMARY), SummaryMarkdown.of(run).getBytes(StandardCharsets.UTF_8));
        OwnFile.replace(folder.resolve(METRICS), OpenMetrics.of(run).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Tells GitHub Actions about loads: appends them to the summary of the step. Each load is told once, by the JVM that ran
     * it.
     *
     * @param run the run
     * @param own names of the loads that this JVM ran and has not told yet
     * @return lines to print
     */
    public List<String> tell(StoredRun run, Set<String> own) {
        List<StoredLoad> loads =
                run.loads().stream().filter(load -> own.contains(load.name())).toList();
        List<String> lines = new ArrayList<>();
        if (loads.isEmpty()) {
            return lines;
        }
        if (annotated && "true".equals(environment.apply("GITHUB_ACTIONS"))) {
            lines.addAll(ErrorLines.of(loads));
        }
        String summary = environment.apply("GITHUB_STEP_SUMMARY");
        if (summary != null && !summary.isBlank()) {
            try {
                String text = SummaryMarkdown.of(new StoredRun(loads, List.of(), List.of())) + "\n";
                Files.writeString(Path.of(summary), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException | InvalidPathException e) {
                lines.add("GITHUB_STEP_SUMMARY " + PlainText.of(summary, LONGEST) + " could not be written: "
                        + Reasons.of(e));
            }
        }
        return lines;
    }
}
