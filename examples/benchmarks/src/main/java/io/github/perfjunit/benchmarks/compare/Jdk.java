// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param feature its version, such as 17
 * @param java path of its java command
 */
record Jdk(int feature, String java) {

    private static final int OLDEST = 17;
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    /** Returns the JDK that runs this program. */
    static Jdk current() {
        return new Jdk(
                Runtime.version().feature(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    /** Reads {@code 25=/path/of/a/jdk}. */
    static Jdk parse(String text) {
        int equals = text.indexOf('=');
        String home = text.substring(equals + 1);
        Path java = Path.of(home, "bin", "java");
        if (equals < 1 || !text.substring(0, equals).matches("\\d{2,3}") || !Files.isExecutable(java)) {
            throw new IllegalArgumentException(
                    "--jdk was '" + text + "' but must be such as 25=/usr/lib/jvm/jdk-25, with bin/java in it");
        }
        return new Jdk(Integer.parseInt(text.substring(0, equals)), java.toString());
    }

    /** Returns the oldest and the newest JDK that can be found, from 17 on. */
    static List<Jdk> oldestAndNewest() {
        TreeMap<Integer, Jdk> found = new TreeMap<>();
        Path folder = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> homes = Files.list(folder)) {
                homes.sorted().forEach(home -> version(home).ifPresent(jdk -> found.putIfAbsent(jdk.feature, jdk)));
            } catch (IOException e) {
                throw new IllegalStateException("cannot list " + folder, e);
            }
        }
        found.put(current().feature, current());
        List<Jdk> chosen = new ArrayList<>(List.of(found.firstEntry().getValue()));
        if (found.size() > 1) {
            chosen.add(found.lastEntry().getValue());
        }
        return chosen;
    }

    private static Optional<Jdk> version(Path home) {
        Path java = home.resolve("bin/java");
        Path release = home.resolve("release");
        if (!Files.isExecutable(java) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        try {
            Matcher version = VERSION.matcher(Files.readString(release));
            return version.find() && Integer.parseInt(version.group(1)) >= OLDEST
                    ? Optional.of(new Jdk(Integer.parseInt(version.group(1)), java.toString()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
