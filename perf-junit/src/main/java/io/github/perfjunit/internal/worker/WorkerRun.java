// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Finds and runs the one test of a {@code PerfWorker}; the only class that uses JUnit's launcher, because that is
 * optional.
 */
final class WorkerRun implements TestExecutionListener {

    private int tests;
    private @Nullable String skipped;
    private @Nullable Throwable failure;

    private WorkerRun() {}

    static WorkerOutcome run(WorkerTask task, Map<String, String> settings) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            return run(task, settings, session);
        } catch (JUnitException e) {
            return WorkerOutcome.failed("JUnit could not be started: " + e.getMessage());
        }
    }

    private static WorkerOutcome run(WorkerTask task, Map<String, String> settings, LauncherSession session) {
        String test = task.message().test();
        TestPlan plan;
        try {
            DiscoverySelector selector = test.startsWith("[") ? selectUniqueId(test) : selectMethod(test);
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selector)
                    .configurationParameters(settings)
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                    .build();
            plan = session.getLauncher().discover(request);
        } catch (JUnitException e) {
            return WorkerOutcome.notOneTest("no test is selected by " + test + ": " + deepest(e));
        }
        long found = plan.countTestIdentifiers(TestIdentifier::isTest);
        if (found > 1) {
            return WorkerOutcome.notOneTest(found + " tests are selected by " + test + " but a worker runs one");
        }
        WorkerRun run = new WorkerRun();
        session.getLauncher().execute(plan, run);
        return run.outcome(test, task.isDone());
    }

    private static String deepest(Throwable thrown) {
        Throwable deepest = thrown;
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        return String.valueOf(deepest.getMessage());
    }

    @Override
    public void executionStarted(TestIdentifier identifier) {
        if (identifier.isTest()) {
            tests++;
        }
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        skipped = identifier.getDisplayName() + " was skipped: " + reason;
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        boolean shareDone = result.getThrowable().stream().anyMatch(ShareDone.class::isInstance);
        if (failure == null && !shareDone) {
            failure = result.getThrowable().orElse(null);
        }
    }

    private WorkerOutcome outcome(String test, boolean done) {
        if (tests > 1) {
            return WorkerOutcome.notOneTest(tests + " tests were run for " + test + " but a worker runs one");
        }
        if (done) {
            return new WorkerOutcome(0, failure == null ? "" : "after the load: " + stackTrace(failure));
        }
        if (failure != null) {
            return WorkerOutcome.failed(stackTrace(failure));
        }
        if (skipped != null) {
            return WorkerOutcome.failed(skipped);
        }
        return tests == 0
                ? WorkerOutcome.notOneTest("no test is selected by " + test)
                : WorkerOutcome.failed("the test ended without running a load: " + test);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
