// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How programs of PostgreSQL are run, which refuse to run as root.
 *
 * @param prefix words before each command
 * @param owner user id that the server's files must belong to; -1 if that is who runs this JVM
 * @param caution what readers have to know about it; empty if nothing
 */
record Privileges(List<String> prefix, int owner, String caution) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The user id that systems give to "nobody". Programs of others may run with it too. */
    private static final int NOBODY = 65534;

    /** Ids that systemd's list leaves to nobody, and that containers of users without rights have as well. */
    private static final int FIRST_FREE = 60578;

    private static final int LAST_FREE = 61183;

    /** As whoever runs this JVM. */
    static final Privileges OWN = new Privileges(List.of(), -1, "");

    private static final String SHARED = "run as the user nobody";

    static final Privileges AS_NOBODY = new Privileges(setpriv(NOBODY), NOBODY, SHARED);

    static final Privileges RUN_AS_NOBODY = new Privileges(List.of("runuser", "-u", "nobody", "--"), NOBODY, SHARED);

    /** In a user namespace of its own the server is not root and owns root's files, for to those outside it is root. */
    static final Privileges UNSHARED = new Privileges(List.of("unshare", "-U"), -1, "run with root's rights");

    Privileges {
        prefix = List.copyOf(prefix);
    }

    /**
     * With an id that nobody else has. PostgreSQL wants a user with a name: in a namespace of its own, any id is that of
     * "nobody".
     */
    static Privileges apart(int user) {
        List<String> prefix = new ArrayList<>(setpriv(user));
        prefix.addAll(List.of("unshare", "-U"));
        return new Privileges(prefix, user, "");
    }

    private static List<String> setpriv(int user) {
        return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--no-new-privs");
    }

    /**
     * Finds out how they can be run.
     *
     * @param directory where files may be made to try, and the server's will be
     */
    static Privileges detect(Path directory) throws IOException {
        Path tried = Files.createTempFile(directory, "user", ".tmp");
        try {
            if (!isRoots(tried)) {
                return OWN;
            }
            Directories.letOthersPass(directory);
            return ofRoot(directory, List.of(apart(freeId(tried)), AS_NOBODY, RUN_AS_NOBODY, UNSHARED));
        } finally {
            Files.delete(tried);
        }
    }

    /**
     * Returns the first of several ways that works for root.
     *
     * @param directory where files may be made to try, and the server's will be
     */
    static Privileges ofRoot(Path directory, List<Privileges> ways) throws IOException {
        List<String> failures = new ArrayList<>();
        for (Privileges way : ways) {
            String failure = way.failure(directory);
            if (failure.isEmpty()) {
                return way;
            }
            failures.add(failure);
        }
        throw new ServerException(
                "PostgreSQL does not run as root, and no other user could be had: " + String.join("; ", failures),
                "run the tests as another user, or let containers make user namespaces (docker run --security-opt"
                        + " seccomp=unconfined), or install setpriv (package util-linux), or set perf.jdbc.url",
                false);
    }

    private static boolean isRoots(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("unix")
                && Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"));
    }

    /** Returns the first id that no user of this machine has. */
    private static int freeId(Path file) throws IOException {
        for (int id = FIRST_FREE; id < LAST_FREE; id++) {
            Files.setAttribute(file, "unix:uid", id);
            if (Files.getOwner(file).getName().equals(Integer.toString(id))) {
                return id;
            }
        }
        return LAST_FREE;
    }

    /** Returns why this way does not work here; empty if it does. */
    private String failure(Path directory) throws IOException {
        String name = String.join(" ", prefix);
        Path log = Files.createTempFile(directory, "user", ".log");
        Path own = Files.createTempFile(directory, "user", ".tmp");
        try {
            own(own);
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of("sh", "-c", "test -r \"$0\" || echo cannot read in \"$1\"; exec id -u"));
            command.addAll(List.of(own.toString(), directory.toString()));
            int exit = Command.run(command, directory, log, LIMIT);
            String said = Command.lastLines(log, 2).replace("\n", ", user ");
            return exit == 0 && said.matches("[1-9]\\d*") ? "" : name + ": exit code " + exit + ", " + said;
        } catch (IOException e) {
            return name + ": " + e.getMessage();
        } finally {
            Files.delete(own);
            Files.delete(log);
        }
    }

    /** Lets the server own a file or a directory, if it needs to. */
    void own(Path file) throws IOException {
        if (owner >= 0) {
            Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
