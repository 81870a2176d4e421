// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Makes and deletes the directories of servers. */
final class Directories {

    private Directories() {}

    /** Returns the directory of all servers of this user, which others can read but not write. */
    static Path base() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
        Path base = temporary.toAbsolutePath().resolve("perf-junit-postgresql-" + user);
        Files.createDirectories(base);
        Path probe = Files.createTempFile(base, "owner", null);
        try {
            // Programs are started from there, so nobody else may have put them there.
            if (!Files.getOwner(base).equals(Files.getOwner(probe))) {
                throw new ServerException(
                        "the directory " + base + " belongs to another user",
                        "delete it, or set java.io.tmpdir to a directory of your own");
            }
        } finally {
            Files.delete(probe);
        }
        letOthersRead(base);
        return base;
    }

    /** Lets a server read a directory if it has to run as another user. */
    static void letOthersRead(Path directory) throws IOException {
        permit(directory, "rwxr-xr-x");
    }

    /** Lets a server that has to run as another user reach what is in a directory, by its name. */
    static void letOthersPass(Path directory) throws IOException {
        permit(directory, "rwx--x--x");
    }

    private static void permit(Path directory, String permissions) throws IOException {
        if (Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
        }
    }

    /** Makes an empty file that its owner alone may read; where files have no such permissions, so may who made it. */
    static void createSecret(Path file) throws IOException {
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** Deletes a directory with all that is in it; what is gone already, and links' targets, are left alone. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
