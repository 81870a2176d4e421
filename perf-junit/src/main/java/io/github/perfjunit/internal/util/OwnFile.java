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

/** Opens files of ours without following symbolic links: what they lead to is not ours to overwrite. */
public final class OwnFile {

    private OwnFile() {}

    /**
     * Makes a file anew.
     *
     * @param file where to write; replaced if it exists
     * @return the open file, in UTF-8
     * @throws IOException if it cannot be made, or if it is a symbolic link or stands in a folder that is one
     */
    public static BufferedWriter create(Path file) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(open(file), StandardCharsets.UTF_8));
    }

    /**
     * Makes a file anew with what is in it.
     *
     * @param file where to write; replaced if it exists
     * @param content all of it
     * @throws IOException if it cannot be made, or if it is a symbolic link or stands in a folder that is one
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
        Files.deleteIfExists(file); // other hard links to it keep what they had
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
