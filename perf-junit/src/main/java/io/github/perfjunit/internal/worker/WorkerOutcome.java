// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

/**
 * How a worker ended.
 *
 * @param exitCode of the JVM
 * @param message for standard error; empty if there is nothing to say
 */
public record WorkerOutcome(int exitCode, String message) {

    static WorkerOutcome failed(String message) {
        return new WorkerOutcome(1, message);
    }

    static WorkerOutcome notOneTest(String message) {
        return new WorkerOutcome(3, message);
    }
}
