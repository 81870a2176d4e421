// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.util.OwnFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds the directory of a load and removes the files of an earlier run.
 *
 * <p>The directory of all results, that of the load, and the files in it must not be symbolic links, through which
 * other files could be overwritten. Directories above may be links.
 */
final class OutputPaths {

    static final String RESULTS = "results.json";
    static final String HISTOGRAMS = "latency.hlog";
    static final String INTERVALS = "intervals.csv";
    static final String MONITORS = "monitors.csv";

    /** All other files in the directory are not ours, and stay. */
    private static final List<String> OWN =
            List.of(RESULTS, RESULTS + OwnFile.TEMPORARY, HISTOGRAMS, INTERVALS, MONITORS);

    // A run never leaves its JVM, so nothing has to be read from files.
    private static final ConcurrentMap<Place, String> OWNERS = new ConcurrentHashMap<>();

    private OutputPaths() {}

    /**
     * Returns an existing directory without result files.
     *
     * @throws IllegalArgumentException if there is a symbolic link, or the directory cannot be used
     */
    static Path prepare(Path output, TestName test, String runId) throws IOException {
        if (Files.isSymbolicLink(output.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("perf.output " + output + " is a symbolic link but must be a directory."
                    + " Hint: remove the link, or name the directory that it leads to.");
        }
        Path path = output.resolve(test.fileName(false));
        if (isTaken(path, test, runId)) {
            path = output.resolve(test.fileName(true));
        }
        if (Files.isSymbolicLink(path)) {
            throw refused(output, path, "symbolic link", "a directory");
        }
        Files.createDirectories(path);
        List<Path> old = new ArrayList<>();
        for (String name : OWN) {
            Path file = path.resolve(name);
            if (Files.isSymbolicLink(file)) {
                throw refused(output, file, "symbolic link", "a file");
            }
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    boolean directory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                    throw refused(output, file, directory ? "directory" : "pipe or device", "a file");
                }
                old.add(file);
            }
        }
        for (Path file : old) {
            Files.delete(file);
        }
        return path;
    }

    private static IllegalArgumentException refused(Path output, Path path, String given, String allowed) {
        return new IllegalArgumentException("perf.output " + output + ": " + output.relativize(path) + " in it is a "
                + given + " but must be " + allowed + ". Hint: remove it.");
    }

    /** Returns whether a class of the same simple name and another package wrote here in the same run. */
    private static boolean isTaken(Path path, TestName test, String runId) {
        String owner = OWNERS.computeIfAbsent(new Place(path.toAbsolutePath(), runId), place -> test.testClass());
        return !owner.equals(test.testClass());
    }

    private record Place(Path path, String runId) {}
}
