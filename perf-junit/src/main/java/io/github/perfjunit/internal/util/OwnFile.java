// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.util;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Opens the library's own files without following symbolic links, whose targets must not be overwritten. */
public final class OwnFile {

    /** Suffix of a file name while the file is written. */
    public static final String TEMPORARY = ".tmp";

    private OwnFile() {}

    /**
     * Creates a file, replacing an old one.
     *
     * @param file the file to write; replaced if it exists
     * @return the open file, in UTF-8
     * @throws IOException if it cannot be created, or if it or its folder is a symbolic link
     */
    public static BufferedWriter create(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(open(file), StandardCharsets.UTF_8));
    }

    /**
     * Creates a file with its content, replacing an old one.
     *
     * @param file the file to write; replaced if it exists
     * @param content the content
     * @throws IOException if it cannot be created, or if it or its folder is a symbolic link
     */
    public static void write(Path file, byte[] content) throws IOException {
        try (OutputStream out = open(file)) {
            out.write(content);
        }
    }

    /**
     * Replaces a file so that readers see the old or the new content, whole, even if the JVM is killed meanwhile.
     *
     * @param file the file to write; a symbolic link in its place is replaced, not followed
     * @param content the content
     * @throws IOException if it cannot be written; the old one is left as it was
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        write(temporary, content);
        try {
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) { // some network file systems offer no more than a short gap
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static OutputStream open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            refuseLink(folder);
        }
        refuseLink(file);
        Files.deleteIfExists(file); // other hard links to it keep the old content
        return Files.newOutputStream(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static void refuseLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new FileSystemException(
                    path.toString(), null, "is a symbolic link, through which nothing is written");
        }
    }
}
