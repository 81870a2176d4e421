// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.PerfWorker;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One worker on this machine, with this JVM's class path. */
final class ChildJvm {

    private final WorkerShare share;
    private final Path out;
    private final Process process;
    private int linesRead;

    ChildJvm(LoadJob job, WorkerShare share, Path directory) throws IOException {
        this.share = share;
        this.out = directory.resolve("worker-" + share.index() + ".json");
        Map<String, String> settings = new LinkedHashMap<>(job.settings());
        settings.put("perf.worker.index", Integer.toString(share.index()));
        settings.put("perf.worker.count", Integer.toString(share.count()));
        settings.put("perf.worker.out", out.toString());
        settings.put("perf.worker.startAt", "signal");
        List<String> arguments = new ArrayList<>(
                List.of("-cp", System.getProperty("java.class.path"), PerfWorker.class.getName(), job.uniqueId()));
        settings.forEach((key, value) -> arguments.add(key + "=" + value));
        // In a file, because others can see a command line and its length is limited.
        Path file = Files.writeString(
                beside(".arguments"), arguments.stream().map(ChildJvm::quoted).collect(Collectors.joining("\n")));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file)
                .redirectOutput(beside(".stdout").toFile())
                .redirectError(beside(".stderr").toFile())
                .start();
    }

    private static String quoted(String argument) {
        return '"'
                + argument.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private Path beside(String suffix) {
        return out.resolveSibling(out.getFileName() + suffix);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        return Files.exists(beside(".ready"));
    }

    void tell(String suffix, String text) throws IOException {
        Path whole = Files.writeString(beside(suffix + ".tmp"), text);
        Files.move(whole, beside(suffix), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the intervals that came since the last call; a line that is still being written is left for the next. */
    List<Interval> newIntervals() throws IOException {
        File file = beside(".intervals").toFile();
        if (!file.exists()) {
            return List.of();
        }
        String text = Files.readString(file.toPath());
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        List<Interval> fresh =
                lines.stream().skip(linesRead).map(Interval::decode).toList();
        linesRead = lines.size();
        return fresh;
    }

    /** Throws if the worker has ended without a result. */
    void check() throws IOException {
        if (!process.isAlive() && process.exitValue() != 0) {
            throw new IllegalStateException("worker " + share.index() + " of " + share.count()
                    + " ended with exit code " + process.exitValue() + " and no result:\n"
                    + Files.readString(beside(".stderr")).strip());
        }
    }

    LoadData result() throws IOException {
        return LoadData.decode(Files.readString(out));
    }

    void end() {
        process.destroyForcibly();
    }
}
