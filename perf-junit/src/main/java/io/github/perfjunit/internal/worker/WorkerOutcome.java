// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

/**
 * The outcome of a worker.
 *
 * @param exitCode of the JVM
 * @param message for standard error; may be empty
 */
public record WorkerOutcome(int exitCode, String message) {

    static WorkerOutcome failed(String message) {
        return new WorkerOutcome(1, message);
    }

    static WorkerOutcome notOneTest(String message) {
        return new WorkerOutcome(3, message);
    }
}
