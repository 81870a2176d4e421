// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An operating system and a processor, and what the archives for them are called.
 *
 * @param system {@code linux}, {@code darwin} or {@code windows}
 * @param processor such as {@code x86_64}, {@code arm_64}
 * @param alpine whether it is a Linux whose C library is not GNU's
 */
record Platform(String system, String processor, boolean alpine) {

    /** Returns what this JVM runs on. */
    static Platform current() {
        return of(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                Files.exists(Path.of("/etc/alpine-release")));
    }

    static Platform of(String osName, String osArch, boolean alpine) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.contains("win") && !os.contains("darwin") ? "windows" : os.contains("mac") ? "darwin" : os;
        String processor =
                switch (osArch.toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64", "x64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    case "x86", "i386", "i686" -> "x86_32";
                    case "ppc64le" -> "ppcle_64";
                    default -> osArch.toLowerCase(Locale.ROOT);
                };
        return new Platform(system, processor, alpine && system.equals("linux"));
    }

    /** Returns the names of archives that run here, the best first. */
    List<String> archives() {
        List<String> names = new ArrayList<>();
        String name = "postgres-" + system + "-" + processor;
        if (alpine) {
            names.add(name + "-alpine_linux.txz");
        }
        names.add(name + ".txz");
        if (system.equals("darwin") && processor.equals("arm_64")) {
            // Runs under Rosetta.
            names.add("postgres-darwin-x86_64.txz");
        }
        return names;
    }

    /** Returns the last words of the artifact with the archive for it, such as {@code linux-arm64v8}. */
    String artifact() {
        String hardware =
                switch (processor) {
                    case "x86_64" -> "amd64";
                    case "arm_64" -> "arm64v8";
                    case "x86_32" -> "i386";
                    case "ppcle_64" -> "ppc64le";
                    default -> processor;
                };
        return system + "-" + hardware + (alpine ? "-alpine" : "");
    }
}
