// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Has a load made by three JVMs on this machine: an example of another place to run, from public types alone. */
public final class ChildJvmExecutor implements LoadExecutor {

    static final int WORKERS = 3;

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long START_LEAD_MILLIS = 200;

    @Override
    public String name() {
        return "child-jvms";
    }

    /** Returns where the files of the workers of a load are left for whoever wants to look. */
    static Path directory(String planName) {
        return Path.of("target", "child-jvms", planName).toAbsolutePath();
    }

    @Override
    public LoadData execute(LoadJob job) {
        List<ChildJvm> children = new ArrayList<>();
        try {
            Path directory = Files.createDirectories(directory(job.plan().name()));
            clear(directory);
            for (int i = 0; i < WORKERS; i++) {
                children.add(new ChildJvm(job, new WorkerShare(i, WORKERS), directory));
            }
            watch(job, children);
            List<LoadData> results = new ArrayList<>();
            for (ChildJvm child : children) {
                results.add(child.result());
            }
            return LoadData.merge(results);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot exchange files with the workers", e);
        } finally {
            children.forEach(ChildJvm::end);
        }
    }

    private static void clear(Path directory) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(directory)) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    private static void watch(LoadJob job, List<ChildJvm> children) throws IOException {
        IntervalMerger merger = new IntervalMerger(children.size(), job.intervals());
        boolean started = false;
        boolean stopped = false;
        boolean interrupted = false;
        boolean alive = true;
        while (alive) {
            interrupted |= pause();
            alive = children.stream().anyMatch(ChildJvm::isAlive); // asked first: what ended has written all it has
            for (int i = 0; i < children.size(); i++) {
                ChildJvm child = children.get(i);
                boolean ended = !child.isAlive();
                child.check();
                for (Interval interval : child.newIntervals()) {
                    merger.add(i, interval);
                }
                if (ended) {
                    merger.end(i);
                }
            }
            if (!started && children.stream().allMatch(ChildJvm::isReady)) {
                tell(children, ".start", Long.toString(System.currentTimeMillis() + START_LEAD_MILLIS));
                started = true;
            }
            String reason = interrupted ? "interrupted" : job.stopRequested();
            if (reason != null && !stopped) {
                tell(children, ".stop", reason);
                stopped = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(List<ChildJvm> children, String suffix, String text) throws IOException {
        for (ChildJvm child : children) {
            child.tell(suffix, text);
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
