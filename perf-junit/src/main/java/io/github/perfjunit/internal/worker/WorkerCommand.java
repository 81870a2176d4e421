// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

import io.github.perfjunit.internal.remote.WorkerRoad;
import io.github.perfjunit.metrics.FigureFormat;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the command line of a worker and runs it. */
public final class WorkerCommand {

    private static final String LAUNCHER = "org.junit.platform.launcher.Launcher";

    private WorkerCommand() {}

    /**
     * Runs the worker.
     *
     * @param halt ends the JVM if the worker runs longer than it may
     * @param arguments the address of the store, and the number of the worker
     */
    public static WorkerOutcome run(Consumer<WorkerOutcome> halt, String... arguments) {
        if (arguments.length != 2) {
            return WorkerOutcome.failed("Usage: PerfWorker <address of the store> <number of the worker>");
        }
        WorkerTask task;
        try {
            task = WorkerTask.read(arguments[0], arguments[1]);
        } catch (IOException | IllegalArgumentException e) {
            return WorkerOutcome.failed(String.valueOf(e.getMessage()));
        }
        Thread cap = cap(task.message().capMillis(), halt);
        WorkerOutcome outcome = run(task, arguments[0]);
        cap.interrupt();
        try {
            tell(task, outcome);
        } catch (IOException e) {
            return WorkerOutcome.failed(outcome.message() + "\nThe controller cannot be told: " + e.getMessage());
        }
        return outcome;
    }

    private static void tell(WorkerTask task, WorkerOutcome outcome) throws IOException {
        if (outcome.exitCode() != 0) {
            WorkerRoad.failed(task.store(), task.share().index(), outcome.message());
        } else if (!outcome.message().isEmpty()) {
            WorkerRoad.failedAfterwards(task.store(), task.share().index(), outcome.message());
        }
    }

    private static Thread cap(long millis, Consumer<WorkerOutcome> halt) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(millis);
                        halt.accept(new WorkerOutcome(
                                4,
                                "the worker was ended because it ran longer than "
                                        + FigureFormat.millis((double) millis)));
                    } catch (InterruptedException e) {
                        // it was done in time
                    }
                },
                "perf-road-cap");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static WorkerOutcome run(WorkerTask task, String address) {
        try {
            Class.forName(LAUNCHER, false, WorkerCommand.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return WorkerOutcome.failed("a worker needs org.junit.platform:junit-platform-launcher, which is not on"
                    + " its class path. Hint: add it to the tests' dependencies, in the version of JUnit there.");
        }
        Map<String, String> settings = new LinkedHashMap<>(task.message().settings());
        settings.put(WorkerTask.STORE, address);
        settings.put(WorkerTask.INDEX, Integer.toString(task.share().index()));
        return WorkerRun.run(task, settings);
    }
}
