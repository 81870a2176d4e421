// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes and deletes the directories of servers. Their names can be guessed, and they lie where everybody may write: no link
 * is followed.
 */
final class Directories {

    private static final int MOST_BYTES = 64 << 10;

    private Directories() {}

    /** Returns the directory of all servers of this user. */
    static Path base() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
        return base(temporary.toAbsolutePath().resolve("perf-junit-postgresql-" + user));
    }

    /**
     * Makes a directory, unless it is there.
     *
     * @throws ServerException if it is there and others may have put something into it: programs are started from it
     */
    static Path base(Path base) throws IOException {
        Path parent = parent(base);
        Files.createDirectories(parent);
        try {
            if (isPosix(parent)) {
                Files.createDirectory(
                        base, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(base);
            }
        } catch (FileAlreadyExistsException e) {
            checkOwn(base);
        }
        return base;
    }

    private static void checkOwn(Path base) throws IOException {
        BasicFileAttributes found = Files.readAttributes(base, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
            throw refused(base, "is a link");
        }
        if (!found.isDirectory()) {
            throw refused(base, "is no directory");
        }
        Path own = Files.createTempFile(parent(base), "perf-junit-owner", null);
        try {
            if (!Files.getOwner(base, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))) {
                throw refused(base, "belongs to another user");
            }
        } finally {
            Files.delete(own);
        }
        if (isPosix(base)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(base, LinkOption.NOFOLLOW_LINKS);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw refused(base, "can be written by other users");
            }
        }
    }

    private static ServerException refused(Path base, String why) {
        return new ServerException(
                "the directory " + base + " " + why + ", so it is not used",
                "delete it, or set java.io.tmpdir to a directory of your own",
                false);
    }

    /** Returns the directory of a file that is no root. */
    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "parent");
    }

    private static boolean isPosix(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class);
    }

    /** Lets a server that may run as another user read a directory or run a program. */
    static void letOthersRun(Path file) throws IOException {
        permit(file, "rwxr-xr-x");
    }

    /** Lets a server that may run as another user read a file. */
    static void letOthersRead(Path file) throws IOException {
        permit(file, "rw-r--r--");
    }

    /** Lets a server that has to run as another user reach what is in a directory, by its name. */
    static void letOthersPass(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
            permit(directory, PosixFilePermissions.toString(permissions));
        }
    }

    private static void permit(Path file, String permissions) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    /** Makes an empty file that its owner alone may read; where files have no such permissions, so may who made it. */
    static void createSecret(Path file) throws IOException {
        if (isPosix(parent(file))) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** Reads a short file, such as one that a server wrote. */
    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    /** Deletes a directory with all that is in it; what is gone already, and links' targets, are left alone. */
    static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> parent = Files.newDirectoryStream(parent(directory))) {
            if (parent instanceof SecureDirectoryStream<Path> secure) {
                delete(secure, directory.getFileName());
            } else {
                deleteByNames(directory);
            }
        } catch (NoSuchFileException e) {
            // It is gone.
            return;
        }
    }

    /** Deletes below an open directory: a name that meanwhile became a link leads nowhere. */
    private static void delete(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        try {
            BasicFileAttributes attributes = parent.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (!attributes.isDirectory()) {
                parent.deleteFile(name);
                return;
            }
            try (SecureDirectoryStream<Path> inner = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                for (Path each : inner) {
                    delete(inner, each.getFileName());
                }
            }
            parent.deleteDirectory(name);
        } catch (NoSuchFileException e) {
            // It is gone.
            return;
        }
    }

    private static void deleteByNames(Path directory) throws IOException {
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
