// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cost;

import java.time.Duration;

/**
 * What is paid for in one run.
 *
 * @param tasks number of tasks
 * @param cpu units of processor a task, of which 1024 are one vCPU
 * @param memory MiB a task
 * @param arm whether processors are ARM
 * @param spot whether tasks run on Fargate Spot
 * @param publicAddress whether each task has a public IPv4 address
 * @param endpoints interface endpoints that are there for the run alone, times the zones in which they are
 * @param times how long a task is paid for
 * @param puts requests of S3 that write or list, over all tasks, in the planned time
 * @param gets requests of S3 that read
 * @param queried metrics that CloudWatch is asked for, each time counted
 */
public record RunSize(
        int tasks,
        int cpu,
        int memory,
        boolean arm,
        boolean spot,
        boolean publicAddress,
        int endpoints,
        Times times,
        long puts,
        long gets,
        long queried) {

    /**
     * The times of one task.
     *
     * @param start from the pull of the image until all are ready, as expected
     * @param load time of the load as planned
     * @param readyTimeout longest wait until all are ready
     * @param maxDuration longest time of the load, after which a task ends itself
     * @param stopTimeout time that a task has to end
     * @param launches how often a task is launched at most, because of tasks that did not become ready
     */
    public record Times(
            Duration start,
            Duration load,
            Duration readyTimeout,
            Duration maxDuration,
            Duration stopTimeout,
            int launches) {

        Duration expected() {
            return start.plus(load);
        }

        /** Each launch but the last waits in vain, and the last runs into every limit. */
        Duration worst() {
            return readyTimeout.plus(stopTimeout).multipliedBy(launches).plus(longer(maxDuration, load));
        }

        /** How many times the planned requests there may be. */
        double stretch() {
            return load.isZero() ? 1 : (double) longer(maxDuration, load).toMillis() / load.toMillis();
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }

    double vcpu() {
        return cpu / 1024.0;
    }

    double gb() {
        return memory / 1024.0;
    }

    String words() {
        return tasks + (tasks == 1 ? " task" : " tasks") + " of " + Money.plain(vcpu()) + " vCPU and "
                + Money.plain(gb()) + " GB, " + (arm ? "ARM64" : "X86_64") + ", " + (spot ? "spot" : "on demand");
    }
}
