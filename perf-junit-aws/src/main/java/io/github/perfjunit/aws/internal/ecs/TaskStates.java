// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Task;

/** The states of tasks, which ECS is asked for at most every few seconds, a hundred tasks at a time. Not thread-safe. */
final class TaskStates {

    private static final int AT_ONCE = 100;

    private final EcsClient ecs;
    private final String cluster;
    private final long everyMillis;
    private final Pace pace;
    private final Map<String, Task> tasks = new HashMap<>();
    private final Map<String, String> missing = new HashMap<>();
    private long nextAt;

    TaskStates(EcsClient ecs, String cluster, long everyMillis, Pace pace) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.everyMillis = everyMillis;
        this.pace = pace;
        this.nextAt = pace.millis();
    }

    /**
     * Asks, if it is time.
     *
     * @param arns of the tasks that may still run
     */
    void look(Collection<String> arns) throws IOException {
        if (pace.millis() < nextAt) {
            return;
        }
        nextAt = pace.millis() + everyMillis;
        List<String> all = List.copyOf(arns);
        try {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
                DescribeTasksResponse answer =
                        ecs.describeTasks(request -> request.cluster(cluster).tasks(some));
                answer.tasks().forEach(task -> tasks.put(task.taskArn(), task));
                for (Failure failure : answer.failures()) {
                    missing.put(failure.arn(), failure.reason());
                }
            }
        } catch (SdkException e) {
            throw EcsFailure.of("DescribeTasks", e);
        }
    }

    /** Returns what is known of a task; null before the first answer. */
    @Nullable
    Task task(String arn) {
        return tasks.get(arn);
    }

    /** Returns why ECS does not know a task that it once knew; null if it does. A new one may be unknown for a moment. */
    @Nullable
    String missing(String arn) {
        return tasks.containsKey(arn) ? missing.get(arn) : null;
    }
}
