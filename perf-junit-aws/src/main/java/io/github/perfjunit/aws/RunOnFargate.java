// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Sizes the tasks of AWS Fargate on which a load test is run when the key {@code perf.aws.runOn} says {@code fargate}.
 * Without that key the annotation has no effect, and the test runs in this JVM.
 *
 * <pre>{@code
 * @LoadTest(baseUrl = "https://shop.example.com", users = 500, rampUp = "2m", duration = "10m")
 * @RunOnFargate(tasks = 20, cpu = 1024, memory = 2048, maxCostUsd = 2.0)
 * void checkout(Http http) { ... }
 * }</pre>
 *
 * <p>The load is divided among the tasks, never multiplied by them: 500 users on 20 tasks are 25 users each. Every
 * attribute can be replaced by a key, such as {@code perf.aws.tasks}. On a class it holds for all its tests; an annotation
 * on the method replaces it.
 *
 * @since 0.1
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface RunOnFargate {

    /** Processors of tasks. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    enum Architecture {
        /** Processors of Intel or AMD. */
        X86_64,
        /** Processors of ARM, which cost less; the image of the task definition must be for them. */
        ARM64
    }

    /**
     * Returns the number of tasks, from 1 to 1000 and at most the number of users. Key {@code perf.aws.tasks}.
     *
     * @return 1 by default
     */
    int tasks() default 1;

    /**
     * Returns the processor units of a task, of which 1024 are one vCPU: 256, 512, 1024, 2048, 4096, 8192 or 16384. Key
     * {@code perf.aws.cpu}.
     *
     * @return 1024 by default
     */
    int cpu() default 1024;

    /**
     * Returns the memory of a task in MiB. Fargate has certain pairs with {@link #cpu}, such as 2048 to 8192 in steps of
     * 1024 for 1024 units. Key {@code perf.aws.memory}.
     *
     * @return 2048 by default
     */
    int memory() default 2048;

    /**
     * Returns the processor for which the task definition is made. It decides the price; the task definition decides what
     * runs. Key {@code perf.aws.architecture}.
     *
     * @return {@code X86_64} by default
     */
    Architecture architecture() default Architecture.X86_64;

    /**
     * Returns whether tasks run on Fargate Spot, which is cheaper and may end any task at a notice of two minutes; the load
     * is then incomplete, and {@code perf.aws.partialResults} says what becomes of it. Key {@code perf.aws.spot}.
     *
     * @return false by default
     */
    boolean spot() default false;

    /**
     * Returns the most that the run may cost in USD, by an estimate of its worst case before anything is started. Key {@code
     * perf.aws.maxCostUsd}.
     *
     * @return 0 by default, for no limit
     */
    double maxCostUsd() default 0;
}
