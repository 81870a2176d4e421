// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Thrown when a load misses its service-level objectives, or has too little data for a verdict. One violation covers
 * all missed objectives.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SloViolation extends AssertionFailedError {

    private static final long serialVersionUID = 1;

    SloViolation(String message) {
        super(message);
    }

    /**
     * Creates the violation of a load that missed objectives. Its message says which, by how much, since when, and
     * where to look next; text of unknown origin in it is shortened to one line without control characters.
     *
     * <p>To show errors of the load with their stacks, add them with {@link #addSuppressed(Throwable)}.
     *
     * @param testName name of the test method, without its class
     * @param result the result of the load
     * @param all verdicts of all objectives, including those met
     * @param notes sentences to add, such as a change against the baseline; the first three are shown
     * @param reportPath path of the report; empty if there is none
     * @param frame place of the test in its source, which becomes the {@link #stack}; null to keep the stack of the
     *     caller
     * @return the violation
     * @throws IllegalArgumentException if all objectives were met
     */
    public static SloViolation of(
            String testName,
            LoadResult result,
            List<ObjectiveResult> all,
            List<String> notes,
            String reportPath,
            @Nullable StackTraceElement frame) {
        if (all.stream().allMatch(ObjectiveResult::met)) {
            throw new IllegalArgumentException("all objectives held, there is no violation");
        }
        SloViolation violation = new SloViolation(new SloMessages(testName, result, all, notes, reportPath).text());
        if (frame != null) {
            violation.setStackTrace(stack(frame));
        }
        return violation;
    }

    /**
     * Returns the stack of a failure that leads to a test method. Build tools count the tests of a nested class under
     * the class around it and look for a frame of that one, so there is one of each. The one of the test class comes
     * last, because JUnit 6 removes what follows it.
     *
     * @param frame place of the test method in its source
     * @return the frame; before it, if its class is nested, the same place under the name of the outermost class
     */
    public static StackTraceElement[] stack(StackTraceElement frame) {
        int nested = frame.getClassName().indexOf('$', frame.getClassName().lastIndexOf('.') + 2);
        if (nested < 0) {
            return new StackTraceElement[] {frame};
        }
        String outermost = frame.getClassName().substring(0, nested);
        return new StackTraceElement[] {
            new StackTraceElement(outermost, frame.getMethodName(), frame.getFileName(), frame.getLineNumber()), frame
        };
    }
}
