// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import io.github.perfjunit.metrics.PrintableText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, which may not last for ever. */
final class Command {

    private static final int MOST_BYTES = 8 << 10;
    private static final int LONGEST_LINE = 1_000;

    private Command() {}

    /**
     * Runs a program. If it is interrupted or out of time, what it started is killed with it.
     *
     * @param directory where it works
     * @param output gets what it writes; a file, since a server that it leaves behind would keep a pipe open
     * @return its exit code; -1 if it had to be killed after the time it was given
     */
    static int run(List<String> command, Path directory, Path output, Duration limit) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("LC_MESSAGES", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Processes.kill(process.toHandle());
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while running a program");
            interrupted.initCause(e);
            throw interrupted;
        }
        Processes.kill(process.toHandle());
        return -1;
    }

    /** Returns the last lines of a file, each on a line of its own. */
    static String lastLines(Path file, int count) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        byte[] bytes;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - MOST_BYTES);
            in.seek(from);
            bytes = new byte[(int) (in.length() - from)];
            in.readFully(bytes);
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> PrintableText.compact(line, LONGEST_LINE))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
