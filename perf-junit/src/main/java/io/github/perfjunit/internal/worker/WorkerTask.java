// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

import io.github.perfjunit.internal.config.Settings;
import io.github.perfjunit.internal.remote.Stores;
import io.github.perfjunit.internal.remote.TaskMessage;
import io.github.perfjunit.internal.remote.WorkerRoad;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The share of a load that a controller asked this JVM to run.
 *
 * @param store where it talks with the controller
 * @param message what the controller asks for
 * @param share the part of the plan
 */
public record WorkerTask(RunStore store, TaskMessage message, WorkerShare share) {

    static final String STORE = "perf.worker.store";
    static final String INDEX = "perf.worker.index";

    /** Reads the task of this JVM; null if it is no worker. */
    public static @Nullable WorkerTask read(Settings settings, Consumer<String> problems) {
        String store = settings.find(STORE);
        String index = settings.find(INDEX);
        if (store == null && index == null) {
            return null;
        }
        if (store == null || index == null) {
            problems.accept("a worker needs both of " + STORE + " and " + INDEX);
            return null;
        }
        try {
            return read(store, index);
        } catch (IOException | IllegalArgumentException e) {
            problems.accept(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /**
     * Reads a task.
     *
     * @throws IOException if there is none, or none for this version of the library
     * @throws IllegalArgumentException if there is no such worker
     */
    static WorkerTask read(String address, String index) throws IOException {
        RunStore store = Stores.open(address);
        TaskMessage message = WorkerRoad.task(store);
        int worker;
        try {
            worker = Integer.parseInt(index.strip());
        } catch (NumberFormatException e) {
            worker = -1;
        }
        if (worker < 0 || worker >= message.workers()) {
            throw new IllegalArgumentException(
                    "worker was '" + index + "' but must be a whole number from 0 to " + (message.workers() - 1));
        }
        return new WorkerTask(store, message, new WorkerShare(worker, message.workers()));
    }

    /** Finds out whether the plan can be divided among the workers. */
    public void check(LoadPlan plan, Consumer<String> problems) {
        plan.problemsOfShares(share.count()).forEach(problems);
    }

    /**
     * Returns the figures of a load that the controller had run before this worker's one.
     *
     * @param load which load of the test, from 0
     * @return empty for the load of which this worker runs a share
     */
    public Optional<LoadData> earlier(int load) {
        return load < message.load()
                ? Optional.of(LoadData.decode(message.earlier().get(load)))
                : Optional.empty();
    }

    /** Returns whether the controller was told the figures of the share. */
    boolean isDone() {
        try {
            return WorkerRoad.isDone(store, share.index());
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs the share and tells the controller its figures. */
    public void run(LoadPlan plan, ShareRunner runner) {
        try (WorkerRoad road = new WorkerRoad(store, share.index(), message)) {
            Thread leave = new Thread(road::leave, "perf-road-leave");
            Runtime.getRuntime().addShutdownHook(leave);
            try {
                road.open(plan, runner::snapshot);
                LoadData data = runner.run(plan, road);
                List<ResultSection> sections = runner.sections(data);
                road.done(data, runner.notes(), sections); // which are asked first: their failures are notes
            } finally {
                road.left();
                withdraw(leave);
            }
        }
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook has waited for this
        }
    }
}
