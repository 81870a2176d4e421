// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;

/** What ECS refuses, in words that say what to do. */
final class EcsFailure {

    private static final Map<String, String> HINTS = Map.of(
            "AccessDeniedException",
            "allow ecs:RunTask on the task definition, ecs:TagResource, and iam:PassRole on its two roles",
            "ClusterNotFoundException",
            "check perf.aws.cluster and perf.aws.region",
            "InvalidParameterException",
            "check perf.aws.subnets, perf.aws.securityGroups, perf.aws.container and the size of the tasks",
            "PlatformTaskDefinitionIncompatibilityException",
            "the task definition must be one for FARGATE with network mode awsvpc");

    /** Reasons that may be gone in a while, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html. */
    private static final List<String> CAPACITY = List.of("capacity", "RESOURCE:", "AGENT");

    private EcsFailure() {}

    /** Returns whether the same may succeed a moment later. */
    static boolean isThrottle(EcsException e) {
        return e.isThrottlingException() || code(e).contains("Throttl") || code(e).equals("RequestLimitExceeded");
    }

    /** Returns whether the outcome is not known: the task may have been started. */
    static boolean isUnknown(SdkException e) {
        return !(e instanceof EcsException answer) || answer.statusCode() >= 500;
    }

    static String code(EcsException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    static boolean isCapacity(Failure failure) {
        String reason = failure.reason() == null ? "" : failure.reason();
        return CAPACITY.stream().anyMatch(reason::contains) || reason.startsWith("Capacity");
    }

    static IOException of(String operation, SdkException cause) {
        if (cause instanceof EcsException answer) {
            String code = code(answer);
            String detail = answer.awsErrorDetails() == null
                    ? ""
                    : String.valueOf(answer.awsErrorDetails().errorMessage());
            String hint = code.equals("AccessDeniedException") && !operation.equals("RunTask")
                    ? "allow ecs:" + operation
                    : HINTS.get(code);
            return new IOException(
                    "ECS answered " + operation + " with " + (code.isEmpty() ? answer.statusCode() : code) + ": "
                            + detail + (hint == null ? "" : ". Hint: " + hint),
                    cause);
        }
        return new IOException("ECS gave no answer to " + operation + ": " + cause.getMessage(), cause);
    }
}
