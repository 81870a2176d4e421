// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a test class as an IDE or Surefire would. */
public final class LaunchedTest {

    private LaunchedTest() {}

    /**
     * Runs it, and prints failures.
     *
     * @param test a class with one test
     * @return whether the test passed
     */
    public static boolean passes(Class<?> test) {
        if (System.getProperty("perf.invalid") == null) {
            System.setProperty("perf.invalid", "warn"); // a saturated generator is what is measured here
        }
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(test))
                .build();
        SummaryGeneratingListener outcome = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, outcome);
        outcome.getSummary().getFailures().forEach(failure -> System.err.println(failure.getException()));
        return outcome.getSummary().getTestsSucceededCount() == 1;
    }
}
