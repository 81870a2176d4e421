// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a tool: started, left to warm up, watched for a window, and ended. */
final class Run {

    private static final int TAIL_SECONDS = 2;
    private static final int START_SECONDS = 60;
    private static final int END_SECONDS = 45;
    private static final int POLL_MILLIS = 5;

    /** What the counters say at one moment. */
    private record Moment(
            long nanos, long requests, long connections, Proc.Usage tool, double server, Proc.Machine machine) {}

    private final Target target;
    private final RunOptions options;
    private final Path folder;

    /**
     * Prepares runs against a server.
     *
     * @param target the server
     * @param options the options
     * @param folder for the tools' output
     */
    Run(Target target, RunOptions options, Path folder) {
        this.target = target;
        this.options = options;
        this.folder = folder;
    }

    Row of(Tool tool, int users, int round) throws IOException {
        int seconds = options.warm() + options.measure() + TAIL_SECONDS;
        int threads = Target.cpus(options.clientCpus());
        Tool.Job job = new Tool.Job(target.url(), users, seconds, threads);
        String name = (target.name() + "-" + tool.name() + "-" + users + "-" + round).replaceAll("[^A-Za-z0-9-]+", "-")
                + ".out";
        Path output = folder.resolve(name);
        target.tidy();
        long before = target.requests();
        long started = System.nanoTime();
        Process process = Pinned.start(
                Pinned.to(options.clientCpus(), tool.command().apply(job)),
                folder,
                name,
                tool.environment().apply(job));
        try {
            String problem = awaitFirstRequest(process, before, started);
            double start = (System.nanoTime() - started) / 1e9;
            if (problem == null) {
                Pinned.pause(TimeUnit.SECONDS.toMillis(options.warm()));
                Moment from = moment(process);
                Pinned.pause(TimeUnit.SECONDS.toMillis(options.measure()));
                Moment to = moment(process);
                if (process.isAlive()) {
                    boolean ended = ends(process);
                    Reported reported =
                            ended ? Reported.read(tool.format(), Files.readString(output)) : Reported.NOTHING;
                    return row(tool, users, round, start, from, to, reported);
                }
                problem = "it ended before its time";
            }
            return Row.failed(round, target.name(), users, tool.name(), problem + ", see " + output);
        } catch (IOException e) {
            String state = target.isRunning() ? " did not answer: " : " has ended: ";
            return Row.failed(round, target.name(), users, tool.name(), "the server" + state + e.getMessage());
        } finally {
            Pinned.end(process);
        }
    }

    private @Nullable String awaitFirstRequest(Process process, long before, long started) throws IOException {
        while (target.requests() == before) {
            if (!process.isAlive()) {
                return "it ended without a request";
            }
            if (System.nanoTime() - started > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
                return "no request within " + START_SECONDS + " s";
            }
            Pinned.pause(POLL_MILLIS);
        }
        return null;
    }

    private Moment moment(Process process) throws IOException {
        long connections = target.connections();
        long requests = target.requests();
        return new Moment(
                System.nanoTime(),
                requests,
                connections,
                Proc.usage(process.toHandle()),
                target.cpuSeconds(),
                Proc.machine());
    }

    private static boolean ends(Process process) {
        try {
            return process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Row row(Tool tool, int users, int round, double start, Moment from, Moment to, Reported reported) {
        double seconds = (to.nanos - from.nanos) / 1e9;
        double requests = to.requests - from.requests;
        double cpu = to.tool.cpuSeconds() - from.tool.cpuSeconds();
        double server = to.server - from.server;
        double machine = to.machine.busySeconds() - from.machine.busySeconds();
        double other = Math.max(0, machine - cpu - server) / seconds;
        double steal = (to.machine.stealSeconds() - from.machine.stealSeconds()) / seconds;
        return new Row(
                round,
                target.name(),
                users,
                tool.name(),
                to.connections,
                requests / seconds,
                cpu / requests * 1e6,
                cpu / seconds,
                server / seconds,
                other,
                steal,
                to.tool.peakRssMb(),
                start,
                reported,
                other > options.maxOther() || steal > options.maxOther(),
                "");
    }
}
