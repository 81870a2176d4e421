// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

@DisabledOnOs(OS.WINDOWS)
class UnpackerTests {

    @TempDir
    Path directory;

    private Path unpacked;
    private Path outside;

    @BeforeEach
    void make() throws Exception {
        unpacked = Files.createDirectory(directory.resolve("unpacked"));
        outside = Files.createDirectory(directory.resolve("outside"));
    }

    /** Packs entries such as {@code file bin/postgres}, {@code dir bin}, {@code link lib/a b}, {@code hard c bin/postgres}. */
    private static ByteArrayInputStream archive(String... entries) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZOutputStream packed = new XZOutputStream(bytes, new LZMA2Options(0));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
            for (String text : entries) {
                String[] words = text.split(" ", -1);
                byte type =
                        switch (words[0]) {
                            case "dir" -> TarConstants.LF_DIR;
                            case "link" -> TarConstants.LF_SYMLINK;
                            case "hard" -> TarConstants.LF_LINK;
                            case "pipe" -> TarConstants.LF_FIFO;
                            default -> TarConstants.LF_NORMAL;
                        };
                TarArchiveEntry entry = new TarArchiveEntry(words[1], type, true);
                byte[] content =
                        type == TarConstants.LF_NORMAL ? words[1].getBytes(StandardCharsets.UTF_8) : new byte[0];
                entry.setSize(content.length);
                if (words[0].equals("program")) {
                    entry.setMode(0100755);
                }
                if (words.length > 2) {
                    entry.setLinkName(words[2]);
                }
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Test
    void archive_ofOrdinaryEntries_isUnpackedForEverybodyToRead() throws Exception {
        long files = Unpacker.extract(
                archive(
                        "dir ./bin",
                        "program ./bin/postgres",
                        "file lib/deep/a.so.1",
                        "link lib/a.so deep/a.so.1",
                        "link bin/up ../lib/a.so",
                        "hard bin/again bin/postgres"),
                unpacked);

        assertThat(files).isEqualTo(5);
        assertThat(unpacked.resolve("bin/postgres"))
                .hasContent("./bin/postgres")
                .isExecutable();
        assertThat(unpacked.resolve("bin/again")).hasContent("./bin/postgres").isExecutable();
        assertThat(unpacked.resolve("bin/up")).hasContent("lib/deep/a.so.1");
        assertThat(permissions("bin")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("lib/deep")).isEqualTo("rwxr-xr-x");
        assertThat(permissions("lib/deep/a.so.1")).isEqualTo("rw-r--r--");
    }

    private String permissions(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked.resolve(name)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "file ../outside/x|'../outside/x' has '..' in its name",
                "file bin/../../outside/x|'bin/../../outside/x' has '..' in its name",
                "dir ../outside/d|'../outside/d/' has '..' in its name",
                "file OUTSIDE/x|'OUTSIDE/x' has an absolute name",
                "link l OUTSIDE;file l/x|'l' is a link that leads out of the archive",
                "link l ../outside;file l/x|'l' is a link that leads out of the archive",
                "dir bin;link bin/l ../../outside|'bin/l' is a link that leads out of the archive",
                "dir bin;link l bin;file l/x|'l/x' goes through an earlier one that is no directory",
                "dir bin;link l bin;dir l|'l/' goes through an earlier one that is no directory",
                "file f;file f/x|'f/x' goes through an earlier one that is no directory",
                "hard h ../outside/secret|'h' has '..' in its name",
                "hard h OUTSIDE/secret|'h' has an absolute name",
                "hard h never|'h' is another name of what is no file",
                "file f;link l f;hard h l|'h' is another name of what is no file",
                "pipe p|'p' is neither a file nor a directory nor a link"
            })
    void entry_thatWouldLieElsewhere_isRefused(String entries, String why) throws Exception {
        Files.writeString(outside.resolve("secret"), "x");
        String[] packed = entries.replace("OUTSIDE", outside.toString()).split(";", -1);

        assertThatThrownBy(() -> Unpacker.extract(archive(packed), unpacked))
                .isInstanceOfSatisfying(ServerException.class, e -> {
                    assertThat(e.sentence())
                            .isEqualTo("the archive of PostgreSQL is not to be trusted: its entry "
                                    + why.replace("OUTSIDE", outside.toString()));
                    assertThat(e.hint()).isEqualTo("take the jar with the binaries from Maven Central again");
                });
        assertThat(outside).isDirectoryContaining("glob:**/secret");
        assertThat(outside.toFile().list()).hasSize(1);
    }

    @Test
    void entry_overAnEarlierLink_doesNotWriteThroughIt() throws Exception {
        assertThatThrownBy(() -> Unpacker.extract(archive("file f", "link l f", "file l"), unpacked))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(unpacked.resolve("f")).hasContent("f");
    }
}
