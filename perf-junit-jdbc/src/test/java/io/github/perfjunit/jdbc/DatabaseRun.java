// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** One run of a test class in a JUnit engine of its own. */
final class DatabaseRun {

    private final EngineExecutionResults events;

    private DatabaseRun(EngineExecutionResults events) {
        this.events = events;
    }

    /**
     * Runs all tests of classes.
     *
     * @param keys configuration parameters, as {@code key=value}
     */
    static DatabaseRun of(List<Class<?>> classes, String... keys) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter");
        for (Class<?> type : classes) {
            kit.selectors(selectClass(type));
        }
        for (String key : keys) {
            int split = key.indexOf('=');
            kit.configurationParameter(key.substring(0, split), key.substring(split + 1));
        }
        return new DatabaseRun(kit.execute());
    }

    static DatabaseRun of(Class<?> type, String... keys) {
        return of(List.of(type), keys);
    }

    /** Throws what a test failed with, unless all passed. */
    void assertPassed(int tests) {
        for (String message : failures()) {
            throw new AssertionError(message);
        }
        long passed = events.testEvents().succeeded().count();
        if (passed != tests) {
            throw new AssertionError(passed + " tests passed");
        }
    }

    /** Returns the messages of what failed, tests and classes. */
    List<String> failures() {
        return events.allEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(end -> end.getThrowable().orElseThrow())
                .map(thrown -> thrown.getClass().getSimpleName() + ": " + thrown.getMessage())
                .toList();
    }

    /** Returns what was told beside the ends of tests. */
    List<String> reported() {
        return events.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .flatMap(entry -> entry.getKeyValuePairs().values().stream())
                .toList();
    }
}
