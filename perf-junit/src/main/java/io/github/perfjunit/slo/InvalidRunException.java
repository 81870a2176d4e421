// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A load whose figures prove nothing about the system under test: the planned load was not delivered, or problems of
 * the generator explain every missed objective.
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
     * Creates the exception for a load whose figures prove nothing.
     *
     * @param testName name of the test method, without its class
     * @param reason the text after "is not a valid run: ", such as {@code the load asked for was not delivered}
     * @param problems why the figures cannot be trusted, one sentence each
     * @param notes other remarks, one line each
     * @param hint a remedy
     * @param reportPath path of the report; empty if there is none
     * @param frame place of the test in its source, which becomes the only stack frame; null to keep the stack of the
     *     caller
     * @return the exception
     * @throws IllegalArgumentException if there is no problem
     */
    public static InvalidRunException of(
            String testName,
            String reason,
            List<String> problems,
            List<String> notes,
            String hint,
            String reportPath,
            @Nullable StackTraceElement frame) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("there is no problem");
        }
        List<String> lines = new ArrayList<>();
        lines.add(SloText.clean(testName, TEST_NAME) + " is not a valid run: " + SloText.clean(reason, TEXT));
        lines.add("");
        problems.stream().limit(PROBLEMS).forEach(problem -> lines.add("  - " + SloText.clean(problem, TEXT)));
        if (problems.size() > PROBLEMS) {
            lines.add("  and " + (problems.size() - PROBLEMS) + " more");
        }
        lines.add("");
        notes.forEach(note -> lines.add("  " + SloText.clean(note, TEXT)));
        lines.add("  Hint: " + SloText.clean(hint, TEXT));
        if (!reportPath.isEmpty()) {
            lines.add("  report: " + SloText.clean(reportPath, TEXT));
        }
        InvalidRunException invalid = new InvalidRunException(String.join("\n", lines));
        if (frame != null) {
            invalid.setStackTrace(SloViolation.stack(frame));
        }
        return invalid;
    }
}
