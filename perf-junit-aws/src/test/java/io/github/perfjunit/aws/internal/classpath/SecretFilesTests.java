// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.classpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTests {

    @TempDir
    private Path root;

    private boolean isSecret(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return SecretFiles.is(root, file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".aws/config",
                "keys/.ssh/known_hosts",
                "Credentials",
                ".netrc",
                "id_rsa.pub",
                "id_ed25519",
                ".env",
                ".env.local",
                "tls/server.PEM",
                "store.jks"
            })
    void is_filesOfKeysAndCredentials_stayHere(String name) throws IOException {
        assertThat(isSecret(name, "x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"products.csv", "application.yml", "environment", "keynote.txt", "com/example/Keys.class"})
    void is_otherFiles_mayGo(String name) throws IOException {
        assertThat(isSecret(name, "x")).isFalse();
    }

    @Test
    void is_aKeyUnderAnotherName_staysHere() throws IOException {
        String key = "-----BEGIN PRIVATE " + "KEY-----";

        assertThat(isSecret("notes.txt", key)).isTrue();
        assertThat(isSecret("Notes.class", key)).isFalse();
        assertThat(isSecret("large.txt", "x".repeat(100_001) + key)).isFalse();
    }
}
