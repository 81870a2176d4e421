// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import io.github.perfjunit.metrics.FigureFormat;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/**
 * Launches tasks one by one, no faster than it may, and tries again where ECS has no capacity at the moment. Fargate allows
 * 20 launches a second and a burst of 100
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html). Not thread-safe.
 */
final class TaskLauncher {

    private static final long FIRST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 10_000;
    private static final long SECOND = 1_000;

    private final EcsClient ecs;
    private final TaskOrder order;
    private final long betweenMillis;
    private final long patienceMillis;
    private final Pace pace;
    private long nextAt;
    private int refused;

    /**
     * Creates a launcher.
     *
     * @param rate launches a second at most
     * @param patience how long to try for all tasks together
     */
    TaskLauncher(EcsClient ecs, TaskOrder order, int rate, Duration patience, Pace pace) {
        this.ecs = ecs;
        this.order = order;
        this.betweenMillis = Math.max(1, SECOND / rate);
        this.patienceMillis = patience.toMillis();
        this.pace = pace;
        this.nextAt = pace.millis();
    }

    /** Returns how often ECS had no capacity, or asked to slow down. */
    int refused() {
        return refused;
    }

    /**
     * Launches one task.
     *
     * @param worker its number
     * @param attempts how often a task was asked for before; counts on
     * @return ARN of the task
     * @throws IOException if ECS refuses it, or has no capacity for as long as it may take
     */
    String launch(int worker, int[] attempts) throws IOException {
        long since = pace.millis();
        long wait = FIRST_WAIT_MILLIS;
        while (true) {
            String why;
            IOException cause;
            awaitTurn();
            try {
                RunTaskResponse answer = ecs.runTask(order.request(worker, attempts[worker]));
                if (!answer.tasks().isEmpty()) {
                    attempts[worker]++;
                    return answer.tasks().get(0).taskArn();
                }
                attempts[worker]++; // the token of a request that failed gives the same failure again
                why = reason(answer);
                cause = new IOException("ECS started no task: " + why);
                if (answer.failures().stream().noneMatch(EcsFailure::isCapacity)) {
                    throw cause;
                }
            } catch (SdkException e) {
                cause = EcsFailure.of("RunTask", e);
                if (e instanceof EcsException answer && EcsFailure.isThrottle(answer)) {
                    attempts[worker]++;
                } else if (!EcsFailure.isUnknown(e)) {
                    throw cause;
                } // the task may run: the same token gives it
                why = String.valueOf(cause.getMessage());
            }
            refused++;
            if (pace.millis() - since + wait > patienceMillis) {
                throw new IOException(
                        "worker " + worker + " of " + order.size().tasks() + " could not be launched within "
                                + FigureFormat.duration(Duration.ofMillis(patienceMillis)) + ": " + why,
                        cause);
            }
            sleep(wait);
            wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
        }
    }

    private static String reason(RunTaskResponse answer) {
        if (answer.failures().isEmpty()) {
            return "it gave no reason";
        }
        Failure failure = answer.failures().get(0);
        return failure.reason() + (failure.detail() == null ? "" : ", " + failure.detail());
    }

    private void awaitTurn() throws IOException {
        long now = pace.millis();
        if (nextAt > now) {
            sleep(nextAt - now);
        }
        nextAt = Math.max(nextAt, now) + betweenMillis;
    }

    private void sleep(long millis) throws IOException {
        try {
            pace.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the tasks were launched");
        }
    }
}
