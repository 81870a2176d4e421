// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.config.TaskSize;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * The tasks of one run.
 *
 * @param run its id
 * @param place where they run
 * @param size of each
 * @param command arguments of the container, to which the number of the worker is added
 */
public record TaskOrder(String run, AwsSettings.Place place, TaskSize size, List<String> command) {

    /** The tag that says to which run a task belongs. */
    public static final String TAG = "perf-junit-run";

    /** Copies the command. */
    public TaskOrder {
        command = List.copyOf(command);
    }

    /**
     * Returns the request for one task. The same worker and attempt give the same request, of which ECS fulfils one
     * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html).
     *
     * @param worker its number
     * @param attempt how often a task was asked for before
     */
    public RunTaskRequest request(int worker, int attempt) {
        RunTaskRequest.Builder request = RunTaskRequest.builder()
                .cluster(place.cluster())
                .taskDefinition(place.taskDefinition())
                .count(1)
                .startedBy(run)
                .clientToken(run + "-" + worker + "-" + attempt)
                .tags(Tag.builder().key(TAG).value(run).build())
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> {
                    vpc.subnets(place.subnets())
                            .assignPublicIp(place.publicIp() ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED);
                    if (!place.securityGroups().isEmpty()) {
                        vpc.securityGroups(place.securityGroups());
                    }
                }))
                .overrides(overrides -> overrides
                        .cpu(Integer.toString(size.cpu()))
                        .memory(Integer.toString(size.memory()))
                        .containerOverrides(ContainerOverride.builder()
                                .name(place.container())
                                .command(arguments(worker))
                                .build()));
        if (size.spot()) {
            request.capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                    .capacityProvider("FARGATE_SPOT")
                    .weight(1)
                    .build());
        } else {
            request.launchType(LaunchType.FARGATE);
        }
        return request.build();
    }

    /** Returns the request for the first task, in words for people. */
    public String words() {
        return request(0, 0).toString();
    }

    private List<String> arguments(int worker) {
        return Stream.concat(command.stream(), Stream.of(Integer.toString(worker)))
                .toList();
    }
}
