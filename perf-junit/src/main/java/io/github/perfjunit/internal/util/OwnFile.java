// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.util;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens the library's own files without following symbolic links, whose targets must not be overwritten. */
public final class OwnFile {

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
