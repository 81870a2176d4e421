// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import java.util.Arrays;
import org.assertj.core.api.WritableAssertionInfo;

/** Creates the violation that a fluent check throws. */
final class FluentFailure {

    private FluentFailure() {}

    /** Creates a violation whose stack begins at the line of the check. */
    static SloViolation of(WritableAssertionInfo info, String message) {
        String overriding = info.overridingErrorMessage();
        String description = info.hasDescription() ? "[" + info.descriptionText() + "] " : "";
        SloViolation violation = new SloViolation(description + (overriding == null ? message : overriding));
        violation.setStackTrace(Arrays.stream(violation.getStackTrace())
                .dropWhile(frame -> isOurs(frame.getClassName()))
                .toArray(StackTraceElement[]::new));
        return violation;
    }

    private static boolean isOurs(String className) {
        boolean check = className.startsWith(FluentFailure.class.getPackageName() + ".")
                && (className.endsWith("Check") || className.endsWith("FluentFailure"));
        return check || (className.startsWith("io.github.perfjunit.") && className.endsWith("Assert"));
    }
}
