// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import io.github.perfjunit.internal.util.OwnFile;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces a file so that readers see the old or the new content, whole, even if the JVM is killed meanwhile. */
final class AtomicFile {

    private AtomicFile() {}

    static void write(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ResultsJson.TEMPORARY);
        OwnFile.write(temporary, content);
        try {
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A symbolic link in the place of the file is replaced, not followed. */
    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) { // some network file systems offer no more than a short gap
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
