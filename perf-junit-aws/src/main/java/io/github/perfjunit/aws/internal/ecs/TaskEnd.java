// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/** How a task ended, in words. */
final class TaskEnd {

    private static final int SIGNALS_FROM = 128;

    private TaskEnd() {}

    static boolean is(Task task) {
        return "STOPPED".equals(task.lastStatus());
    }

    /** Returns whether the task ended before its container ran, so that another one may do better. */
    static boolean isBeforeItBegan(Task task) {
        return is(task)
                && task.startedAt() == null
                && !"UserInitiated".equals(task.stopCodeAsString())
                && task.containers().stream().allMatch(container -> container.exitCode() == null);
    }

    static String words(Task task) {
        StringBuilder words = new StringBuilder("task " + id(task.taskArn()) + " stopped: ");
        words.append(task.stoppedReason() == null ? "no reason was told" : task.stoppedReason());
        if (task.stopCodeAsString() != null) {
            words.append(" (").append(task.stopCodeAsString()).append(')');
        }
        for (Container container : task.containers()) {
            Integer code = container.exitCode();
            if (code != null) {
                words.append(", exit code ").append(code);
                if (code > SIGNALS_FROM) {
                    words.append(", signal ").append(code - SIGNALS_FROM);
                }
            }
            if (container.reason() != null) {
                words.append(", ").append(container.reason());
            }
        }
        return words.toString();
    }

    /** Returns the last part of an ARN. */
    static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
