// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests of the class path by their names. */
final class TestLaunch {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int NO_TEST = 3;

    private TestLaunch() {}

    /**
     * Runs.
     *
     * @param test class, class and method, or JUnit's unique id
     * @param settings configuration parameters
     * @param out gets the outcome of each test
     * @return 0 if all passed or were only planned, 1 if one failed, 3 if there was none
     */
    static int run(String test, Map<String, String> settings, Consumer<String> out) {
        AtomicInteger tests = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                if (identifier.isTest()) {
                    tests.incrementAndGet();
                    out.accept(identifier.getDisplayName() + ": " + word(result));
                }
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failures.incrementAndGet();
                }
                result.getThrowable().map(Throwable::getMessage).ifPresent(out);
            }
        };
        try {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selector(test))
                    .configurationParameters(settings)
                    .build();
            LauncherFactory.create().execute(request, listener);
        } catch (JUnitException e) {
            out.accept("no test is selected by " + test + ": " + e.getMessage());
            return NO_TEST;
        }
        if (failures.get() > 0) {
            return FAILED;
        }
        if (tests.get() == 0) {
            out.accept("no test is selected by " + test);
            return NO_TEST;
        }
        return OK;
    }

    private static DiscoverySelector selector(String test) {
        if (test.startsWith("[")) {
            return selectUniqueId(test);
        }
        return test.contains("#") ? selectMethod(test) : selectClass(test);
    }

    private static String word(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> "passed";
            case ABORTED -> "not run";
            case FAILED -> "failed";
        };
    }
}
