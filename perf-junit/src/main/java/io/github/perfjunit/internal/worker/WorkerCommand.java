// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the command line of a worker and runs it. */
public final class WorkerCommand {

    private static final String LAUNCHER = "org.junit.platform.launcher.Launcher";

    private WorkerCommand() {}

    /**
     * Runs the worker.
     *
     * @param arguments the test, then keys and values
     */
    public static WorkerOutcome run(String... arguments) {
        if (arguments.length == 0) {
            return WorkerOutcome.failed("which test is to be run? Usage: PerfWorker <test> [<key>=<value> ...]");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            if (equals < 1) {
                return WorkerOutcome.failed("argument was '" + arguments[i] + "' but must be <key>=<value>");
            }
            settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        try {
            Class.forName(LAUNCHER, false, WorkerCommand.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return WorkerOutcome.failed("a worker needs org.junit.platform:junit-platform-launcher, which is not on"
                    + " its class path. Hint: add it to the tests' dependencies, in the version of JUnit there.");
        }
        return WorkerRun.run(arguments[0], settings);
    }
}
