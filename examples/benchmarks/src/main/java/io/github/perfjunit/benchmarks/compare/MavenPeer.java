// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A load generator whose jars Maven fetches, with a test of ours that is compiled against them. */
final class MavenPeer {

    private static final int FETCH_MINUTES = 10;
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies";

    private MavenPeer() {}

    /** Returns why the tool cannot be used; null if it is ready. */
    static @Nullable String prepare(Path sources, String source, Path folder) throws IOException {
        Path libraries = folder.resolve("lib");
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return "its test must be compiled: run this with a JDK";
        }
        if (!Files.exists(libraries)) {
            String problem = fetch(sources, folder);
            if (problem != null) {
                return problem;
            }
        }
        Path logback = sources.resolve("logback.xml");
        if (Files.exists(logback)) {
            Files.copy(logback, classes.resolve("logback.xml"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> arguments = List.of(
                "-nowarn",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                jars(libraries),
                sources.resolve(source).toString());
        int failed = compiler.run(null, null, null, arguments.toArray(String[]::new));
        return failed == 0 ? null : "its test " + source + " cannot be compiled, see above";
    }

    private static String jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static @Nullable String fetch(Path sources, Path folder) throws IOException {
        if (Tools.which("mvn").isEmpty()) {
            return "install Maven, which fetches it";
        }
        System.err.println("fetching what " + folder.getFileName() + " needs ...");
        String output = "maven.out";
        // A folder of another name until it is complete, so that an interrupted download is repeated.
        Path partial = folder.resolve("lib.part");
        List<String> command = List.of(
                "mvn",
                "-q",
                "-B",
                "-f",
                sources.resolve("pom.xml").toString(),
                COPY,
                "-DoutputDirectory=" + partial.toAbsolutePath());
        Process maven = Pinned.start(command, folder, output);
        try {
            if (!maven.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
                Pinned.end(maven);
                return "Maven took more than " + FETCH_MINUTES + " minutes, see " + folder.resolve(output);
            }
        } catch (InterruptedException e) {
            Pinned.end(maven);
            throw new IllegalStateException("interrupted", e);
        }
        if (maven.exitValue() != 0) {
            return "Maven could not fetch it, see " + folder.resolve(output);
        }
        Files.move(partial, folder.resolve("lib"));
        return null;
    }
}
