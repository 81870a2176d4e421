// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.classpath;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Recognizes files that have no business in a bucket: private keys and credentials. In doubt a file stays here. */
final class SecretFiles {

    private static final List<String> ENDINGS = List.of(".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".ppk");
    private static final Set<String> NAMES = Set.of("credentials", ".netrc", ".pgpass", ".npmrc", ".git-credentials");
    private static final Set<String> FOLDERS = Set.of(".aws", ".ssh", ".gnupg", ".kube", ".docker", ".git");
    private static final int LONGEST = 100_000;

    private SecretFiles() {}

    /**
     * Looks at a file.
     *
     * @param root the directory on the class path
     * @param file within it
     */
    static boolean is(Path root, Path file) throws IOException {
        for (Path part : root.relativize(file)) {
            if (FOLDERS.contains(part.toString())) {
                return true;
            }
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (NAMES.contains(name)
                || name.startsWith("id_rsa")
                || name.startsWith("id_ed25519")
                || name.equals(".env")
                || name.startsWith(".env.")
                || ENDINGS.stream().anyMatch(name::endsWith)) {
            return true;
        }
        return !name.endsWith(".class")
                && Files.size(file) <= LONGEST
                && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----");
    }
}
