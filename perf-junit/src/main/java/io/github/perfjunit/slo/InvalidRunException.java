// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The generator could not make the load it was asked for, so its figures say nothing about the system under test,
 * neither good nor bad.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class InvalidRunException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int TEST_NAME = 40;
    private static final int TEXT = 300;
    private static final int PROBLEMS = 8;

    private InvalidRunException(String message) {
        super(message);
    }

    /**
     * Makes the exception for a load whose generator had problems.
     *
     * @param testName name of the test method, without its class
     * @param problems why the figures cannot be trusted, one sentence each
     * @param reportPath path of the report; empty if there is none
     * @param frame place of the test in its source, which becomes the only stack frame; null to keep the stack of the
     *     caller
     * @return the exception, to be thrown
     * @throws IllegalArgumentException if there is no problem
     */
    public static InvalidRunException of(
            String testName, List<String> problems, String reportPath, @Nullable StackTraceElement frame) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("there is no problem");
        }
        InvalidRunException invalid = new InvalidRunException(text(testName, problems, reportPath));
        if (frame != null) {
            invalid.setStackTrace(SloViolation.stack(frame));
        }
        return invalid;
    }

    private static String text(String testName, List<String> problems, String reportPath) {
        List<String> lines = new ArrayList<>();
        lines.add(SloText.clean(testName, TEST_NAME) + " is not a valid run: the generator had "
                + FigureFormat.count(problems.size(), "problem") + ", so its figures prove nothing");
        lines.add("");
        problems.stream().limit(PROBLEMS).forEach(problem -> lines.add("  - " + SloText.clean(problem, TEXT)));
        if (problems.size() > PROBLEMS) {
            lines.add("  and " + (problems.size() - PROBLEMS) + " more");
        }
        lines.add("");
        lines.add("  Hint: ask for less load, or give the generator more processors, memory or workers;"
                + " perf.invalid=warn judges the run all the same.");
        if (!reportPath.isEmpty()) {
            lines.add("  report: " + SloText.clean(reportPath, TEXT));
        }
        return String.join("\n", lines);
    }
}
