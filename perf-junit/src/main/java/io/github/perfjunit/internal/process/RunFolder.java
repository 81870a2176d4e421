// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for the messages of one load, which only the user of this JVM can read: there may be secrets in them.
 *
 * @param path where it is
 */
public record RunFolder(Path path) implements AutoCloseable {

    /** Makes a new one among the temporary files. */
    public static RunFolder create() throws IOException {
        return new RunFolder(Files.createTempDirectory("perf-processes-")); // for its owner alone
    }

    /** Deletes it with all that is in it. */
    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
