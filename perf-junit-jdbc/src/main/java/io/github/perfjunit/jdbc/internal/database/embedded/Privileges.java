// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How programs of PostgreSQL are run, which refuse to run as root.
 *
 * @param prefix words before each command
 * @param owner user id that the server's files must belong to; -1 if that is who runs this JVM
 */
record Privileges(List<String> prefix, int owner) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The user id that systems give to "nobody"; it needs no entry in any file. */
    private static final int NOBODY = 65534;

    /** In a user namespace of its own the server is not root, yet owns this user's files. */
    static final Privileges UNSHARED = new Privileges(List.of("unshare", "-U"), -1);

    static final Privileges AS_NOBODY =
            new Privileges(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);

    Privileges {
        prefix = List.copyOf(prefix);
    }

    /**
     * Finds out how they can be run.
     *
     * @param directory where files may be made to try
     */
    static Privileges detect(Path directory) throws IOException {
        Path tried = Files.createTempFile(directory, "user", ".log");
        try {
            return isRoots(tried) ? ofRoot(tried, List.of(UNSHARED, AS_NOBODY)) : new Privileges(List.of(), -1);
        } finally {
            Files.delete(tried);
        }
    }

    /** Returns the first of several ways that works for root. */
    static Privileges ofRoot(Path log, List<Privileges> ways) throws IOException {
        List<String> failures = new ArrayList<>();
        for (Privileges way : ways) {
            String failure = way.failure(log);
            if (failure.isEmpty()) {
                return way;
            }
            failures.add(failure);
        }
        throw new ServerException(
                "PostgreSQL does not run as root, and no other user could be had: " + String.join("; ", failures),
                "run the tests as another user, or let containers make user namespaces (docker run --security-opt"
                        + " seccomp=unconfined), or install setpriv (package util-linux), or set perf.jdbc.url");
    }

    private static boolean isRoots(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("unix")
                && Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"));
    }

    /** Returns why this way does not work here; empty if it does. */
    private String failure(Path log) throws IOException {
        Files.writeString(log, "");
        String name = String.join(" ", prefix);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("id", "-u"));
        int exit;
        try {
            exit = Command.run(command, log, LIMIT);
        } catch (IOException e) {
            return name + ": " + e.getMessage();
        }
        String said = Command.lastLines(log, 1);
        return exit == 0 && !said.equals("0") ? "" : name + ": exit code " + exit + ", " + said;
    }

    /** Lets the server own a directory, if it needs to. */
    void own(Path directory) throws IOException {
        if (owner >= 0) {
            Files.setAttribute(directory, "unix:uid", owner);
        }
    }
}
