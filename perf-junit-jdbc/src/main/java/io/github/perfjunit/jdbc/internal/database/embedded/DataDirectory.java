// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory with the data and the log of one server, which is this JVM's as long as it is open. What a killed JVM left
 * behind is found by its lock, which nobody holds, and cleared away.
 */
final class DataDirectory implements AutoCloseable {

    private static final String PREFIX = "server-";

    private final Path directory;
    private final FileChannel channel;

    private DataDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Makes a new one. */
    static DataDirectory create(Path base, Privileges privileges) throws IOException {
        Path directory = Files.createTempDirectory(base, PREFIX);
        FileChannel channel =
                FileChannel.open(lockFile(directory), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("the new directory " + directory + " is locked by another process");
        }
        Directories.letOthersRead(directory);
        privileges.own(directory);
        return new DataDirectory(directory, channel);
    }

    Path data() {
        return directory.resolve("data");
    }

    Path serverLog() {
        return directory.resolve("server.log");
    }

    Path commandLog() {
        return directory.resolve("commands.log");
    }

    /** Returns the process that the server's first process says it is. */
    Optional<ProcessHandle> postmaster() throws IOException {
        // Process ids are used again, by others too; not every system tells how a process was started.
        return postmaster(data()).filter(process -> process.info()
                .commandLine()
                .map(line -> line.contains(data().toString()))
                .orElse(true));
    }

    private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).trim().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).trim()));
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Directories.delete(directory);
        }
    }

    /** Ends the servers of JVMs that were killed, and deletes their directories. */
    static void clearAbandoned(Path base) throws IOException {
        try (Stream<Path> all = Files.list(base)) {
            for (Path directory : all.filter(p -> p.getFileName().toString().startsWith(PREFIX))
                    .toList()) {
                if (isAbandoned(directory)) {
                    Path data = directory.resolve("data");
                    postmaster(data)
                            .filter(process ->
                                    process.info().commandLine().orElse("").contains(data.toString()))
                            .ifPresent(Processes::kill);
                    Directories.delete(directory);
                }
            }
        }
    }

    private static boolean isAbandoned(Path directory) throws IOException {
        Path file = lockFile(directory);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // It is this JVM's own.
            return false;
        }
    }

    private static Path lockFile(Path directory) {
        return directory.resolve("lock");
    }
}
