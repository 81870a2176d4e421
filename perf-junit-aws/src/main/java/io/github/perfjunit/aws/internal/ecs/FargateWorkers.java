// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import io.github.perfjunit.spi.RemoteWorkers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Workers as tasks of Fargate, one task each. A task whose container never ran is replaced; one that ran never is, because
 * a load that begins late is another load.
 */
public final class FargateWorkers implements RemoteWorkers {

    /** How often a worker's task is replaced before the worker is given up. */
    public static final int REPLACEMENTS = 2;

    private static final int STOPPERS = 8;
    private static final long LONGEST_STOP_SECONDS = 10;

    private final TaskOrder order;
    private final TaskLauncher launcher;
    private final TaskStates states;
    private final TaskLogs logs;
    private final RunTasks tasks;
    private final int[] attempts;
    private final int[] replaced;
    private final String[] arns;
    private final List<String> all = new ArrayList<>();
    private final Map<String, Instant> launched = new LinkedHashMap<>();
    private final ExecutorService stoppers = Executors.newFixedThreadPool(STOPPERS, task -> {
        Thread thread = new Thread(task, "perf-fargate-stop");
        thread.setDaemon(true);
        return thread;
    });
    private final Thread hook;

    /**
     * Prepares the workers.
     *
     * @param ecs launches and stops them
     * @param order what to launch
     * @param logs where they write
     * @param rate launches a second at most
     * @param patience how long ECS may have no capacity
     * @param look how often ECS is asked for states
     */
    public FargateWorkers(EcsClient ecs, TaskOrder order, TaskLogs logs, int rate, Duration patience, Duration look) {
        this(
                ecs,
                order,
                logs,
                new TaskLauncher(ecs, order, rate, patience, Pace.SYSTEM),
                new TaskStates(ecs, order.place().cluster(), look.toMillis(), Pace.SYSTEM));
    }

    FargateWorkers(EcsClient ecs, TaskOrder order, TaskLogs logs, TaskLauncher launcher, TaskStates states) {
        this.order = order;
        this.logs = logs;
        this.launcher = launcher;
        this.states = states;
        this.tasks = new RunTasks(ecs, order.place());
        int count = order.size().tasks();
        this.attempts = new int[count];
        this.replaced = new int[count];
        this.arns = new String[count];
        this.hook = new Thread(this::stopAll, "perf-fargate-end");
    }

    @Override
    public int count() {
        return arns.length;
    }

    @Override
    public void start() throws IOException {
        Runtime.getRuntime().addShutdownHook(hook);
        for (int worker = 0; worker < arns.length; worker++) {
            launch(worker);
        }
    }

    private void launch(int worker) throws IOException {
        String arn = launcher.launch(worker, attempts);
        synchronized (all) {
            arns[worker] = arn;
            all.add(arn);
            launched.put(arn, Instant.now());
        }
    }

    @Override
    public @Nullable String ended(int worker) throws IOException {
        states.look(running());
        String arn = arns[worker];
        if (arn == null) {
            return null;
        }
        Task task = states.task(arn);
        if (task == null) {
            return null;
        }
        String missing = states.missing(arn);
        if (missing != null && !TaskEnd.is(task)) {
            return "task " + TaskEnd.id(arn) + " is not known to ECS any more: " + missing;
        }
        if (TaskEnd.isBeforeItBegan(task) && replaced[worker] < REPLACEMENTS) {
            replaced[worker]++;
            launch(worker);
            return null;
        }
        return TaskEnd.is(task) ? TaskEnd.words(task) : null;
    }

    private List<String> running() {
        List<String> running = new ArrayList<>();
        for (String arn : arns) {
            if (arn != null) {
                Task task = states.task(arn);
                if (task == null || !TaskEnd.is(task)) {
                    running.add(arn);
                }
            }
        }
        return running;
    }

    @Override
    public String log(int worker) throws IOException {
        return arns[worker] == null ? "" : logs.tail(arns[worker]);
    }

    @Override
    public void end(int worker) {
        String arn = arns[worker];
        if (arn == null) {
            return;
        }
        Task task = states.task(arn);
        if (task == null || !TaskEnd.is(task)) {
            stoppers.execute(() -> tasks.stop(arn, "the load is over"));
        }
    }

    @Override
    public Map<String, String> facts(int worker) {
        String arn = arns[worker];
        if (arn == null) {
            return Map.of();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("task", TaskEnd.id(arn));
        Task task = states.task(arn);
        if (task != null && task.availabilityZone() != null) {
            facts.put("zone", task.availabilityZone());
        }
        if (replaced[worker] > 0) {
            facts.put("replaced", Integer.toString(replaced[worker]));
        }
        return facts;
    }

    /** Returns how often ECS had no capacity, or asked to slow down. */
    public int refused() {
        return launcher.refused();
    }

    /** Returns for how long each task that was launched is paid for until now, replaced ones included. */
    public List<Duration> paid() {
        Instant now = Instant.now();
        synchronized (all) {
            return all.stream().map(arn -> paid(arn, now)).toList();
        }
    }

    private Duration paid(String arn, Instant now) {
        Task task = states.task(arn);
        Instant from = task == null || task.pullStartedAt() == null ? launched.get(arn) : task.pullStartedAt();
        Instant to = task == null || task.stoppedAt() == null ? now : task.stoppedAt();
        return from == null || to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    /** Waits until all have been told to end, and makes sure that no task of the run was forgotten. */
    public void close() {
        stopAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is ending, and the hook does the same
        }
    }

    private void stopAll() {
        boolean interrupted = Thread.interrupted();
        tasks.of(order.run()).forEach(arn -> stoppers.execute(() -> tasks.stop(arn, "the run is over")));
        stoppers.shutdown();
        try {
            stoppers.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
