// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Child processes on some of the CPUs. */
final class Pinned {

    private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

    static {
        // Nothing is left behind when the comparison itself is ended.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Pinned::kill), "end-children"));
    }

    private Pinned() {}

    static List<String> to(String cpus, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", cpus));
        pinned.addAll(command);
        return pinned;
    }

    /** Starts a process in a folder, where its output goes to a file. */
    static Process start(List<String> command, Path folder, String output) throws IOException {
        return start(command, folder, output, Map.of());
    }

    static Process start(List<String> command, Path folder, String output, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(folder.resolve(output).toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        STARTED.add(process);
        return process;
    }

    /** Ends a process and what it started; those who do not listen are killed. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                kill(process);
                process.waitFor();
            }
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
        }
        STARTED.remove(process);
    }

    private static void kill(Process process) {
        List<ProcessHandle> tree = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
