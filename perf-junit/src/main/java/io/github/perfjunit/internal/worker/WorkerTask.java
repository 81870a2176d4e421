// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

import io.github.perfjunit.internal.config.Settings;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The share of a load that a controller asked this JVM to run. {@code PerfWorker} describes the files.
 *
 * @param share the part of the plan
 * @param out the result file
 * @param gate waits for the start of the load
 */
public record WorkerTask(WorkerShare share, Path out, WorkerGate gate) {

    /** A load that this JVM can run. */
    @FunctionalInterface
    public interface Runner {

        /** Runs a plan; when the users are ready, it calls a method that returns when they may begin. */
        LoadData run(
                LoadPlan plan, Consumer<Interval> intervals, Supplier<@Nullable String> stopRequested, Runnable ready);
    }

    static final String INDEX = "perf.worker.index";
    static final String COUNT = "perf.worker.count";
    static final String OUT = "perf.worker.out";
    static final String START_AT = "perf.worker.startAt";
    static final String INTERVALS = ".intervals";
    static final String STOP = ".stop";

    /** Text of the stop file that ends the load at once, like an interrupt. */
    static final String INTERRUPTED = "interrupted";

    public static @Nullable WorkerTask read(Settings settings, Consumer<String> problems) {
        String index = settings.find(INDEX);
        String count = settings.find(COUNT);
        String out = settings.find(OUT);
        if (index == null && count == null && out == null) {
            return null;
        }
        if (index == null || count == null || out == null) {
            problems.accept("a worker needs all of " + INDEX + ", " + COUNT + " and " + OUT);
            return null;
        }
        WorkerShare share = share(index, count, problems);
        Path path = path(out, problems);
        if (share == null || path == null) {
            return null;
        }
        try {
            return new WorkerTask(share, path, new WorkerGate(settings.find(START_AT), path));
        } catch (IllegalArgumentException e) {
            problems.accept(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable WorkerShare share(String index, String count, Consumer<String> problems) {
        try {
            return new WorkerShare(Integer.parseInt(index.strip()), Integer.parseInt(count.strip()));
        } catch (IllegalArgumentException e) {
            problems.accept(INDEX + " was '" + index + "' and " + COUNT + " was '" + count
                    + "' but must be whole numbers, the first one from 0 to one below the second");
            return null;
        }
    }

    private static @Nullable Path path(String out, Consumer<String> problems) {
        try {
            return Path.of(out.strip()).toAbsolutePath();
        } catch (InvalidPathException e) {
            problems.accept(OUT + " was '" + out + "' but must be a path: " + e.getReason());
            return null;
        }
    }

    /** An arrival of a worker that may have no user would never start. */
    public void check(LoadPlan plan, Consumer<String> problems) {
        for (ScenarioPlan scenario : plan.scenarios()) {
            if (scenario.model() instanceof LoadModel.Open open && open.maxUsers() < share.count()) {
                problems.accept("maxUsers of " + scenario.name() + " was " + open.maxUsers()
                        + " but must be at least the number of workers, " + share.count());
            }
        }
    }

    /**
     * Runs the share and writes its files.
     *
     * @param plan the share
     * @param runner runs it
     */
    public void run(LoadPlan plan, Runner runner) {
        LoadData data = runner.run(plan, this::append, this::stopRequested, gate::await);
        write(data);
    }

    /** Deletes the files of an earlier worker. */
    void clear() throws IOException {
        Files.deleteIfExists(out);
        for (String suffix : List.of(INTERVALS, WorkerGate.READY)) {
            Files.deleteIfExists(beside(out, suffix));
        }
    }

    static Path beside(Path out, String suffix) {
        return out.resolveSibling(out.getFileName() + suffix);
    }

    private void append(Interval interval) {
        try {
            Files.writeString(
                    beside(out, INTERVALS),
                    interval.encode() + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the worker's intervals", e);
        }
    }

    private @Nullable String stopRequested() {
        Path stop = beside(out, STOP);
        if (!Files.exists(stop)) {
            return null;
        }
        try {
            String reason = Files.readString(stop).strip();
            if (reason.equals(INTERRUPTED)) {
                Thread.currentThread().interrupt();
                return null;
            }
            return reason.isEmpty() ? "stopped by the controller" : reason;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read why the controller ended the load", e);
        }
    }

    private void write(LoadData data) {
        try {
            Path whole = beside(out, ".tmp");
            Files.writeString(whole, data.encode(), StandardCharsets.UTF_8);
            Files.move(whole, out, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the worker's result", e);
        }
    }
}
