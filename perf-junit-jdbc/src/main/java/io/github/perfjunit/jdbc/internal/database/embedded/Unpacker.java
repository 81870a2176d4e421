// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks an archive once for all JVMs of a user. */
final class Unpacker {

    /** How directories begin that are not whole yet. */
    static final String PREFIX = "unpack-";

    private static final String MARK = ".unpacked";

    private Unpacker() {}

    /**
     * Returns the directory with {@code bin}, {@code lib} and {@code share}.
     *
     * @param base where it is, or will be
     */
    static Path unpack(Archive archive, Path base) throws IOException {
        Path home = base.resolve(archive.directoryName());
        if (isWhole(home)) {
            return home;
        }
        // Cleaners of temporary directories delete single old files.
        Directories.delete(home);
        Path fresh = Files.createTempDirectory(base, PREFIX);
        try {
            Directories.letOthersRun(fresh);
            long files;
            try (InputStream in = archive.open()) {
                files = extract(in, fresh);
            }
            Files.writeString(fresh.resolve(MARK), Long.toString(files));
            publish(fresh, home);
        } finally {
            Directories.delete(fresh);
        }
        return home;
    }

    private static void publish(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!isWhole(home)) {
                throw e;
            }
            // Another JVM was faster; its files are the same.
        }
    }

    private static boolean isWhole(Path home) throws IOException {
        Path mark = home.resolve(MARK);
        if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(home)) {
            long files = all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                            .count()
                    - 1;
            return Directories.read(mark).trim().equals(Long.toString(files));
        }
    }

    /**
     * Unpacks an archive.
     *
     * @param directory an empty one
     * @return how many files and links it has
     * @throws ServerException if an entry would lie elsewhere
     */
    static long extract(InputStream packed, Path directory) throws IOException {
        long files = 0;
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                Path target = directory.resolve(inside(name, name));
                if (entry.isDirectory()) {
                    makeDirectories(directory, target, name);
                    continue;
                }
                makeDirectories(directory, Directories.parent(target), name);
                if (entry.isSymbolicLink()) {
                    link(directory, target, entry);
                } else if (entry.isLink()) {
                    copyEarlier(directory, target, entry);
                } else if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
                    throw refused(name, "is neither a file nor a directory nor a link");
                } else {
                    // An earlier file or link of this name makes it fail.
                    Files.copy(tar, target);
                    permit(target, (entry.getMode() & 0100) != 0);
                }
                files++;
            }
        }
        return files;
    }

    private static void permit(Path file, boolean executable) throws IOException {
        if (executable) {
            Directories.letOthersRun(file);
        } else {
            Directories.letOthersRead(file);
        }
    }

    /** Returns a name of an archive as a path that leads no way up. */
    private static Path inside(String text, String entry) throws IOException {
        Path path = path(text, entry);
        if (path.getRoot() != null) {
            throw refused(entry, "has an absolute name");
        }
        for (Path part : path) {
            if (part.toString().equals("..")) {
                throw refused(entry, "has '..' in its name");
            }
        }
        return path.normalize();
    }

    private static Path path(String text, String entry) throws IOException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refused(entry, "has a name that no file can have here");
        }
    }

    /** Makes the directories down to one; what an archive put there before in their place may be a link. */
    private static void makeDirectories(Path directory, Path wanted, String entry) throws IOException {
        Path current = directory;
        for (Path part : directory.relativize(wanted)) {
            current = current.resolve(part);
            if (!Files.exists(current, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(current);
                Directories.letOthersRun(current);
            } else if (!Files.isDirectory(current, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(entry, "goes through an earlier one that is no directory");
            }
        }
    }

    private static void link(Path directory, Path target, TarArchiveEntry entry) throws IOException {
        Path leadsTo = path(entry.getLinkName(), entry.getName());
        if (leadsTo.getRoot() != null
                || !target.resolveSibling(leadsTo).normalize().startsWith(directory)) {
            throw refused(entry.getName(), "is a link that leads out of the archive");
        }
        Files.createSymbolicLink(target, leadsTo);
    }

    /** A hard link: its other name was in the archive before. */
    private static void copyEarlier(Path directory, Path target, TarArchiveEntry entry) throws IOException {
        Path earlier = directory.resolve(inside(entry.getLinkName(), entry.getName()));
        makeDirectories(directory, Directories.parent(earlier), entry.getName());
        if (!Files.isRegularFile(earlier, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(entry.getName(), "is another name of what is no file");
        }
        Files.copy(earlier, target, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static ServerException refused(String entry, String why) {
        String shown = entry.replaceAll("\\p{Cntrl}", " ");
        return new ServerException(
                "the archive of PostgreSQL is not to be trusted: its entry '"
                        + (shown.length() <= 100 ? shown : shown.substring(0, 100) + "…") + "' " + why,
                "take the jar with the binaries from Maven Central again",
                true);
    }
}
