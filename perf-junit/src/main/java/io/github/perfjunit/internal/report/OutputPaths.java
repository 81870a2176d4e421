// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.text.TestName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Finds and empties the directory of a load. */
final class OutputPaths {

    // A run never leaves its JVM, so nothing need be read from files.
    private static final ConcurrentMap<Place, String> OWNERS = new ConcurrentHashMap<>();

    private OutputPaths() {}

    /** Returns an existing directory without files. */
    static Path prepare(Path output, TestName test, String runId) throws IOException {
        Path path = output.resolve(test.fileName(false));
        if (isTaken(path, test, runId)) {
            path = output.resolve(test.fileName(true));
        }
        Files.createDirectories(path);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(path)) {
            for (Path file : old) {
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        }
        return path;
    }

    /** Tells whether a class of the same simple name and another package wrote here in this very run. */
    private static boolean isTaken(Path path, TestName test, String runId) {
        String owner = OWNERS.computeIfAbsent(new Place(path.toAbsolutePath(), runId), place -> test.testClass());
        return !owner.equals(test.testClass());
    }

    private record Place(Path path, String runId) {}
}
