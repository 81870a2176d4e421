// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory with the data and the log of one server, which is this JVM's as long as it is open. What a killed JVM left
 * behind is found by its lock, which nobody holds, and cleared away. The server itself may write to its data and its log
 * alone, for it may run as somebody who is trusted less than this JVM.
 */
final class DataDirectory implements AutoCloseable {

    private static final String PREFIX = "server-";
    private static final int ATTEMPTS = 5;

    /** An id that no process has, though it is one. */
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);

    /** After so long nobody is about to lock a directory, or to unpack to one. */
    private static final Duration OLD = Duration.ofHours(1);

    private final Path directory;
    private final FileChannel channel;
    private final Privileges privileges;

    private DataDirectory(Path directory, FileChannel channel, Privileges privileges) {
        this.directory = directory;
        this.channel = channel;
        this.privileges = privileges;
    }

    /** Makes a new one. */
    static DataDirectory create(Path base, Privileges privileges) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path directory = Files.createTempDirectory(base, PREFIX);
            FileChannel channel =
                    FileChannel.open(lockFile(directory), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Another JVM that clears up may have been faster, and have taken it for one left behind.
            if (channel.tryLock() != null && Files.exists(lockFile(directory))) {
                if (privileges.owner() >= 0) {
                    Directories.letOthersPass(directory);
                }
                DataDirectory made = new DataDirectory(directory, channel, privileges);
                Files.createDirectory(made.data());
                privileges.own(made.data());
                return made;
            }
            channel.close();
        }
        throw new IOException("each new directory in " + base + " was locked by another process");
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

    /** Makes a new and empty log, which only the server and this JVM's user can read. */
    void renewServerLog() throws IOException {
        Files.deleteIfExists(serverLog());
        Directories.createSecret(serverLog());
        privileges.own(serverLog());
    }

    /**
     * Writes something that only the server and this JVM's user may read.
     *
     * @param name of a file that does not exist yet
     */
    Path secretFile(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Directories.createSecret(file);
        Files.writeString(file, content, StandardOpenOption.WRITE);
        privileges.own(file);
        return file;
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
        List<String> lines;
        try {
            lines = Directories.read(pidFile(data)).lines().toList();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.isEmpty() || !lines.get(0).trim().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).trim()));
    }

    /**
     * Lets a server start after one that died: it would take one whose id is still kept for one that runs.
     */
    void forgetDeadPostmaster() throws IOException {
        Path file = pidFile(data());
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && postmaster().filter(Processes::isAlive).isEmpty()) {
            List<String> lines = new ArrayList<>(Directories.read(file).lines().toList());
            if (!lines.isEmpty()) {
                // The other lines name its shared memory, which children of it may still use.
                lines.set(0, NOBODY);
                Files.write(
                        file,
                        lines,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Deletes the data, so that others can take their place. */
    void clear() throws IOException {
        Directories.delete(data());
        Files.createDirectory(data());
        privileges.own(data());
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        try {
            // The lock comes last: without it the rest would never be found.
            Directories.delete(data());
        } finally {
            channel.close();
        }
        Directories.delete(directory);
    }

    /**
     * Ends the servers of JVMs that were killed, and deletes their directories.
     *
     * @return a sentence for each directory that could not be cleared away, without a full stop
     */
    static List<String> clearAbandoned(Path base) throws IOException {
        List<Path> directories;
        try (Stream<Path> all = Files.list(base)) {
            directories = all.filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        List<String> problems = new ArrayList<>();
        for (Path directory : directories) {
            try {
                clearIfAbandoned(directory);
            } catch (IOException e) {
                problems.add("what an earlier run left in " + directory + " could not be cleared away: " + e);
            }
        }
        return problems;
    }

    private static void clearIfAbandoned(Path directory) throws IOException {
        String name = directory.getFileName().toString();
        boolean server = name.startsWith(PREFIX);
        if (server && Files.exists(lockFile(directory), LinkOption.NOFOLLOW_LINKS)) {
            clearUnlessLocked(directory);
        } else if ((server || name.startsWith(Unpacker.PREFIX)) && isOld(directory)) {
            Directories.delete(directory);
        }
    }

    private static void clearUnlessLocked(Path directory) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(lockFile(directory), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Path data = directory.resolve("data");
                postmaster(data)
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(data.toString()))
                        .ifPresent(Processes::kill);
                Directories.delete(data);
                Directories.delete(directory);
            }
        } catch (OverlappingFileLockException e) {
            // It is this JVM's own.
            return;
        } catch (NoSuchFileException e) {
            // Its owner deleted it meanwhile.
            return;
        }
    }

    private static boolean isOld(Path directory) throws IOException {
        try {
            return Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(Instant.now().minus(OLD));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static Path lockFile(Path directory) {
        return directory.resolve("lock");
    }
}
