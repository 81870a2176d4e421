// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Set;

/**
 * Makes the data of a streaming replica out of those of a server that does not run. Such a copy needs no {@code
 * pg_basebackup}, which small binaries leave out: nothing is written while it is taken.
 */
final class StandbyCopy {

    /** They belong to a running server. */
    private static final Set<String> OF_A_PROCESS = Set.of("postmaster.pid", "postmaster.opts");

    private final Path from;
    private final Path to;
    private final Privileges privileges;

    /**
     * Plans a copy.
     *
     * @param from data directory of a server that was stopped, or never started
     * @param to data directory of the replica, which is there and empty
     * @param privileges of who runs servers, to whom the copy will belong
     */
    StandbyCopy(Path from, Path to, Privileges privileges) {
        this.from = from;
        this.to = to;
        this.privileges = privileges;
    }

    /**
     * Copies all, and lets the copy follow.
     *
     * @param name by which the primary knows it
     * @param port its own
     * @param primary port of the primary
     * @param user of the primary who may replicate
     * @param password of that user
     */
    void make(String name, int port, int primary, String user, String password) throws IOException {
        copy();
        // The file can be read by the server and by this JVM alone, like all of its data.
        Files.write(
                to.resolve("postgresql.conf"),
                List.of(
                        "port = '" + port + "'",
                        "hot_standby = 'on'",
                        "primary_conninfo = 'host=127.0.0.1 port=" + primary + " user=" + user + " password=" + password
                                + " application_name=" + name + "'"),
                StandardOpenOption.APPEND);
        follow(to);
    }

    /**
     * Copies all, for a server that follows nobody.
     *
     * @param port its own
     */
    void takeOver(int port) throws IOException {
        copy();
        Files.write(to.resolve("postgresql.conf"), List.of("port = '" + port + "'"), StandardOpenOption.APPEND);
    }

    /** Lets the original, which was promoted, follow again whom it followed before. */
    void followAgain() throws IOException {
        follow(from);
    }

    private void copy() throws IOException {
        Files.walkFileTree(from, new Copying());
    }

    private void follow(Path data) throws IOException {
        Path signal = Files.createFile(data.resolve("standby.signal"));
        privileges.own(signal);
    }

    private final class Copying extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (directory.equals(from)) {
                permitLikeOriginal();
            } else {
                copy(directory);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!OF_A_PROCESS.contains(file.getFileName().toString())) {
                copy(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** The server refuses data that others may read. */
        private void permitLikeOriginal() throws IOException {
            if (Files.getFileStore(to).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
            }
        }

        private void copy(Path path) throws IOException {
            Path copied = to.resolve(from.relativize(path));
            Files.copy(path, copied, StandardCopyOption.COPY_ATTRIBUTES);
            privileges.own(copied);
        }
    }
}
