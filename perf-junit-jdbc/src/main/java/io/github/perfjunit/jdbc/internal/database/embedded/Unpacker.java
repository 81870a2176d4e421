// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
            Directories.letOthersRead(fresh);
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
        if (!Files.isRegularFile(mark)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(home)) {
            long files = all.filter(path -> !Files.isDirectory(path)).count() - 1;
            return Files.readString(mark).trim().equals(Long.toString(files));
        }
    }

    static long extract(InputStream packed, Path directory) throws IOException {
        long files = 0;
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("an entry of the archive lies outside of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.copy(directory.resolve(entry.getLinkName()).normalize(), target);
                } else {
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
                        throw new IOException("cannot make " + target + " executable");
                    }
                }
                files++;
            }
        }
        return files;
    }
}
