// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import io.github.perfjunit.aws.internal.config.AwsSettings;
import java.io.IOException;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The logs of tasks, in streams that the driver {@code awslogs} names by prefix, container and task
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html).
 */
public final class TaskLogs {

    private static final int LINES = 50;

    private final CloudWatchLogsClient logs;
    private final AwsSettings.Place place;

    /** Reads logs. */
    public TaskLogs(CloudWatchLogsClient logs, AwsSettings.Place place) {
        this.logs = logs;
        this.place = place;
    }

    String tail(String arn) throws IOException {
        if (place.logGroup().isEmpty()) {
            return "(its log is not read, because perf.aws.logGroup is not set)";
        }
        String stream = place.logPrefix() + "/" + place.container() + "/" + TaskEnd.id(arn);
        try {
            return logs
                    .getLogEvents(request -> request.logGroupName(place.logGroup())
                            .logStreamName(stream)
                            .limit(LINES)
                            .startFromHead(false))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .collect(Collectors.joining("\n"));
        } catch (ResourceNotFoundException e) {
            return "(there is no log " + stream + " in " + place.logGroup() + ")";
        } catch (SdkException e) {
            throw new IOException(
                    "CloudWatch Logs refused the log " + stream + " in " + place.logGroup() + ": " + e.getMessage(), e);
        }
    }
}
