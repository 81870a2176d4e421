// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Unpacked programs of one version.
 *
 * @param home the directory with {@code bin}
 * @param privileges how they are run
 */
record Installation(Path home, Privileges privileges) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Runs a program of PostgreSQL and returns its exit code. */
    int run(String program, List<String> arguments, Path output, Duration limit) throws IOException {
        List<String> command = new ArrayList<>(privileges.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        // Who runs it may be kept out of where this JVM works.
        return Command.run(command, home, output, limit);
    }

    /** Asks the server's program for its version, such as {@code 17.11}. */
    String version(Path directory) throws IOException {
        Path log = Files.createTempFile(directory, "version", ".log");
        try {
            int exit = run("postgres", List.of("--version"), log, LIMIT);
            String said = Command.lastLines(log, 3);
            if (exit != 0 || !said.contains(") ")) {
                throw new ServerException(
                        "the unpacked PostgreSQL does not run here (exit code " + exit + "): " + said,
                        "use binaries for this system, or delete " + home + " if it is damaged",
                        false);
            }
            return said.substring(said.indexOf(") ") + 2).replaceFirst("\\s.*", "");
        } finally {
            Files.delete(log);
        }
    }

    /** Tells whether it has an extension. */
    boolean hasExtension(String name) throws IOException {
        try (Stream<Path> files = Files.find(
                home.resolve("share"),
                4,
                (path, attributes) -> path.endsWith(Path.of("extension", name + ".control")))) {
            return files.findAny().isPresent();
        }
    }
}
