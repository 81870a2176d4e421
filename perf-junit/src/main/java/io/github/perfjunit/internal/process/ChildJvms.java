// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.process;

import io.github.perfjunit.spi.RemoteWorkers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Workers as children of this JVM, which end with it. */
public final class ChildJvms implements RemoteWorkers {

    private static final int SIGNALS_FROM = 128;
    private static final int TAIL = 4_000;
    private static final long LONGEST_END_SECONDS = 5;

    private final ChildCommand command;
    private final int count;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Thread hook = new Thread(this::destroyAll, "perf-processes-end");

    /**
     * Prepares the workers.
     *
     * @param command starts one
     * @param count how many
     * @param folder of this load, for their messages and logs
     */
    public ChildJvms(ChildCommand command, int count, Path folder) {
        this.command = command;
        this.count = count;
        this.folder = folder;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void start() throws IOException {
        Runtime.getRuntime().addShutdownHook(hook);
        Path arguments = command.write(folder);
        for (int worker = 0; worker < count; worker++) {
            ProcessBuilder builder = new ProcessBuilder(
                            command.java(), "@" + arguments, folder.toUri().toString(), Integer.toString(worker))
                    .redirectErrorStream(true)
                    .redirectOutput(logFile(worker).toFile());
            synchronized (processes) {
                processes.add(builder.start());
            }
        }
    }

    private Path logFile(int worker) {
        return folder.resolve("log-" + worker + ".txt");
    }

    private @Nullable Process process(int worker) {
        synchronized (processes) {
            return worker < processes.size() ? processes.get(worker) : null;
        }
    }

    @Override
    public @Nullable String ended(int worker) {
        Process process = process(worker);
        if (process == null || process.isAlive()) {
            return null;
        }
        int code = process.exitValue();
        return "exit code " + code + (code > SIGNALS_FROM ? ", signal " + (code - SIGNALS_FROM) : "");
    }

    @Override
    public String log(int worker) throws IOException {
        Path file = logFile(worker);
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL));
            byte[] tail = new byte[(int) Math.min(TAIL, log.length())];
            log.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void end(int worker) {
        Process process = process(worker);
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public Map<String, String> facts(int worker) {
        Process process = process(worker);
        return process == null ? Map.of() : Map.of("pid", Long.toString(process.pid()));
    }

    /** Waits until all have ended, so that their folder can be deleted. */
    public void close() {
        destroyAll();
        boolean interrupted = false;
        for (Process process : List.copyOf(processes)) {
            try {
                process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            interrupted |= Thread.currentThread().isInterrupted(); // the JVM is ending, and the hook does the same
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void destroyAll() {
        synchronized (processes) {
            processes.forEach(Process::destroyForcibly);
        }
    }
}
