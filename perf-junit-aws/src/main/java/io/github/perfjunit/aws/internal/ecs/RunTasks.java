// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import io.github.perfjunit.aws.internal.config.AwsSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/** Finds and stops the tasks of runs. Thread-safe. */
public final class RunTasks {

    private static final int AT_ONCE = 100;

    private final EcsClient ecs;
    private final AwsSettings.Place place;

    /** Works in a cluster. */
    public RunTasks(EcsClient ecs, AwsSettings.Place place) {
        this.ecs = ecs;
        this.place = place;
    }

    /** Returns the ARNs of the tasks of a run that are to run; none if ECS does not tell. */
    List<String> of(String run) {
        try {
            return list(run);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns the ARNs of the tasks of a run that are to run. */
    public List<String> list(String run) throws IOException {
        try {
            return ecs
                    .listTasksPaginator(
                            request -> request.cluster(place.cluster()).startedBy(run))
                    .taskArns()
                    .stream()
                    .toList();
        } catch (SdkException e) {
            throw EcsFailure.of("ListTasks", e);
        }
    }

    /** Returns the ARNs of all tasks of our family that belong to a run, by run. */
    public Map<String, List<String>> byRun() throws IOException {
        try {
            List<String> all = ecs
                    .listTasksPaginator(
                            request -> request.cluster(place.cluster()).family(place.family()))
                    .taskArns()
                    .stream()
                    .toList();
            Map<String, List<String>> byRun = new TreeMap<>();
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
                ecs.describeTasks(request ->
                                request.cluster(place.cluster()).tasks(some).include(TaskField.TAGS))
                        .tasks()
                        .forEach(task -> run(task, byRun));
            }
            return byRun;
        } catch (SdkException e) {
            throw EcsFailure.of("ListTasks", e);
        }
    }

    private static void run(Task task, Map<String, List<String>> byRun) {
        for (Tag tag : task.tags()) {
            if (tag.key().equals(TaskOrder.TAG) && !TaskEnd.is(task)) {
                byRun.computeIfAbsent(tag.value(), run -> new ArrayList<>()).add(task.taskArn());
            }
        }
    }

    /** Stops a task; one that cannot be stopped ends by itself, when its controller gives no sign of life. */
    public boolean stop(String arn, String reason) {
        try {
            ecs.stopTask(request -> request.cluster(place.cluster()).task(arn).reason(reason));
            return true;
        } catch (SdkException e) {
            return false;
        }
    }
}
