// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.classpath;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** What is on the class path of this JVM: jars and directories, in order. */
public final class ClassPathEntries {

    /** Surefire may start its JVM with one jar, and keeps JUnit's launcher apart. */
    private static final List<String> KEYS =
            List.of("java.class.path", "surefire.test.class.path", "surefire.real.class.path");

    private ClassPathEntries() {}

    /**
     * Finds them.
     *
     * @param properties of the JVM
     * @return what exists; a jar with nothing but a manifest is replaced by what the manifest names
     */
    public static List<Path> of(Properties properties) throws IOException {
        Set<Path> entries = new LinkedHashSet<>();
        for (String key : KEYS) {
            for (String entry : properties.getProperty(key, "").split(File.pathSeparator, -1)) {
                if (!entry.isEmpty()) {
                    add(Path.of(entry).toAbsolutePath().normalize(), entries);
                }
            }
        }
        return List.copyOf(entries);
    }

    private static void add(Path entry, Set<Path> entries) throws IOException {
        if (!Files.exists(entry)) {
            return;
        }
        if (Files.isDirectory(entry)) {
            entries.add(entry);
            return;
        }
        for (Path named : namedBy(entry)) {
            if (!entries.contains(named)) {
                add(named, entries);
            }
        }
        if (!hasOnlyManifest(entry)) {
            entries.add(entry);
        }
    }

    private static List<Path> namedBy(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            String classPath =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            List<Path> named = new ArrayList<>();
            if (classPath != null) {
                for (String each : classPath.strip().split("\\s+", -1)) {
                    try {
                        named.add(Path.of(jar.toUri().resolve(URI.create(each))).normalize());
                    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
                        throw new IOException(
                                "the manifest of " + jar + " names '" + each + "', which is no file: " + e.getMessage(),
                                e);
                    }
                }
            }
            return named;
        }
    }

    private static boolean hasOnlyManifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.stream()
                    .allMatch(entry -> entry.isDirectory() || entry.getName().equals(JarFile.MANIFEST_NAME));
        }
    }
}
