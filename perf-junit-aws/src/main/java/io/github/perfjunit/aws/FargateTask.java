// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import io.github.perfjunit.aws.internal.run.TaskProgram;
import org.apiguardian.api.API;

/**
 * Program of the runner's container: downloads the class path of a test, checks it, and runs one share of its load in a JVM
 * with that class path.
 *
 * <pre>{@code java -cp <class path of perf-junit-aws> io.github.perfjunit.aws.FargateTask <run> <jars> <number>}</pre>
 *
 * <p>The arguments are given by {@link FargateExecutor}: the addresses of the run and of the jars, such as {@code
 * s3://bucket/runs/20261201-101500-a1b2c3/?region=eu-west-1}, and the number of the worker, from 0. The JVM of the share
 * gets 70 % of the container's memory; the environment variable {@code JDK_JAVA_OPTIONS} of the task definition may say
 * otherwise. A SIGTERM is passed on to it.
 *
 * <p>It exits with the code of {@link io.github.perfjunit.PerfWorker}, or with 5 if the share could not be begun, for which
 * standard error says why.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FargateTask {

    private FargateTask() {}

    /**
     * Runs the share and ends the JVM.
     *
     * @param arguments the run, the jars, and the number of the worker
     */
    public static void main(String[] arguments) {
        System.exit(TaskProgram.run(System.err::println, arguments));
    }
}
