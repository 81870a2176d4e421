// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What others may have put where the directories of servers are made. */
@DisabledOnOs(OS.WINDOWS)
class DirectoriesTests {

    @TempDir
    Path directory;

    /** Belongs to somebody who knows nothing of servers. */
    private Path victim;

    @BeforeEach
    void make() throws Exception {
        victim = Files.createDirectory(directory.resolve("victim"));
        Files.createDirectories(victim.resolve("server-1/data"));
        Files.writeString(victim.resolve("server-1/data/kept"), "x");
        Files.createFile(victim.resolve("server-1/lock"));
        Files.setLastModifiedTime(victim.resolve("server-1"), FileTime.from(Instant.EPOCH));
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rwx------"));
    }

    private void assertUnharmed() throws IOException {
        assertThat(victim.resolve("server-1/data/kept")).hasContent("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(victim)))
                .isEqualTo("rwx------");
    }

    private void assertRefused(Path base, String why) {
        assertThatThrownBy(() -> Directories.base(base)).isInstanceOfSatisfying(ServerException.class, e -> {
            assertThat(e.sentence()).isEqualTo("the directory " + base + " " + why + ", so it is not used");
            assertThat(e.hint()).isEqualTo("delete it, or set java.io.tmpdir to a directory of your own");
        });
    }

    @Test
    void base_thatIsNew_isItsOwnersAlone() throws Exception {
        Path base = Directories.base(directory.resolve("base"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(base)))
                .isEqualTo("rwx------");
        assertThat(Directories.base(base)).isEqualTo(base);
    }

    @Test
    void base_thatIsALink_isRefused() throws Exception {
        assertRefused(Files.createSymbolicLink(directory.resolve("base"), victim), "is a link");
        assertRefused(
                Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nothing")), "is a link");
        assertUnharmed();
        assertThat(directory.resolve("nothing")).doesNotExist();
    }

    @Test
    void base_ofAnother_isRefused() throws Exception {
        assertRefused(Files.createFile(directory.resolve("file")), "is no directory");
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
        assertRefused(open, "can be written by other users");
        assumeThat(Files.getAttribute(directory, "unix:uid")).isEqualTo(0);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(open, "unix:uid", 65534);
        assertRefused(open, "belongs to another user");
    }

    @Test
    void links_amongTheDirectoriesOfServers_areNotFollowed() throws Exception {
        Path base = Directories.base(directory.resolve("base"));
        Path link = Files.createSymbolicLink(base.resolve("server-1"), victim.resolve("server-1"));
        Path server = Files.createDirectories(base.resolve("server-2/data"));
        Path lock = Files.createFile(directory.resolve("lock"));
        Files.createSymbolicLink(base.resolve("server-2/lock"), lock);
        Path linked = Files.createDirectories(base.resolve("server-3"));
        Files.createSymbolicLink(linked.resolve("data"), victim);
        Files.createFile(linked.resolve("lock"));

        assertThat(DataDirectory.clearAbandoned(base))
                .singleElement()
                .asString()
                .startsWith("what an earlier run left in " + base.resolve("server-2"));
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(server).exists();
        assertThat(lock).exists();
        assertThat(linked).doesNotExist();
        assertUnharmed();
    }

    @Test
    void delete_directoryWithLinks_leavesTheirTargets() throws Exception {
        Path deleted = Files.createDirectories(directory.resolve("deleted/inner"));
        Files.createSymbolicLink(deleted.resolve("link"), victim);
        Files.writeString(deleted.resolve("file"), "x");

        Directories.delete(deleted.getParent());
        assertThat(deleted.getParent()).doesNotExist();
        Path link = Files.createSymbolicLink(directory.resolve("link"), victim);
        Directories.delete(link);
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        Directories.delete(directory.resolve("never"));
        assertUnharmed();
    }

    @Test
    void process_ofALinkedFile_isNotTaken() throws Exception {
        Path base = Directories.base(directory.resolve("base"));
        Path file = Files.writeString(
                directory.resolve("pid"), ProcessHandle.current().pid() + "\nkept\n");
        try (DataDirectory own = DataDirectory.create(base, Privileges.OWN)) {
            Files.createSymbolicLink(own.data().resolve("postmaster.pid"), file);

            assertThatThrownBy(own::postmaster).isInstanceOf(IOException.class);
            assertThatThrownBy(own::forgetDeadPostmaster).isInstanceOf(IOException.class);
        }
        assertThat(file).hasContent(ProcessHandle.current().pid() + "\nkept");
    }
}
