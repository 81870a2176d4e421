// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.process;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The command line of a JVM like this one: its class path, its system properties, and those of its options without which
 * the code of the tests would not run.
 *
 * @param options of the JVM
 * @param mainClass its program
 */
public record ChildCommand(List<String> options, String mainClass) {

    /** Options by which code gets at modules; others, such as those of debuggers, are for one JVM. */
    private static final List<String> INHERITED = List.of(
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--add-modules",
            "--enable-preview",
            "--enable-native-access");

    /** Beginnings of properties that a JVM sets itself, or that belong to the program that started this one. */
    private static final List<String> OF_THE_JVM = List.of(
            "java.",
            "jdk.",
            "sun.",
            "os.",
            "user.",
            "file.",
            "path.",
            "line.",
            "native.",
            "stdout.",
            "stderr.",
            "stdin.",
            "awt.",
            "surefire.",
            "org.gradle.",
            "perf.executor",
            "perf.worker.");

    /** Copies the list. */
    public ChildCommand {
        options = List.copyOf(options);
    }

    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Writes the arguments to a file: others can see a command line, and its length is limited. */
    Path write(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(inherited(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        arguments.addAll(options);
        arguments.addAll(properties(System.getProperties()));
        arguments.add("-cp");
        arguments.add(classPath(System.getProperties()));
        arguments.add(mainClass);
        return Files.writeString(
                folder.resolve("arguments.txt"),
                arguments.stream().map(ChildCommand::quoted).collect(Collectors.joining("\n")));
    }

    static List<String> inherited(List<String> ofThisJvm) {
        return ofThisJvm.stream()
                .filter(option -> INHERITED.stream().anyMatch(option::startsWith))
                .toList();
    }

    static List<String> properties(Properties all) {
        return new TreeSet<>(all.stringPropertyNames())
                .stream()
                        .filter(name -> OF_THE_JVM.stream().noneMatch(name::startsWith))
                        .map(name -> "-D" + name + "=" + all.getProperty(name))
                        .toList();
    }

    /** Surefire starts a JVM with a jar that has the class path in its manifest, and keeps JUnit's launcher there alone. */
    static String classPath(Properties properties) {
        Set<String> entries = new LinkedHashSet<>();
        for (String key : new String[] {"java.class.path", "surefire.test.class.path", "surefire.real.class.path"}) {
            String path = properties.getProperty(key);
            if (path != null) {
                entries.addAll(List.of(path.split(File.pathSeparator, -1)));
            }
        }
        return entries.stream()
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String quoted(String argument) {
        return '"'
                + argument.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
