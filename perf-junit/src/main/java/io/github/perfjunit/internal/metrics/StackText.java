// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import io.github.perfjunit.metrics.ErrorSummary;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** The stack trace of an error as bounded text. */
final class StackText {

    private static final int MOST = 4_000;
    private static final int LONGEST_LINE = 500;

    private StackText() {}

    /** Never fails, although the throwable may run code of the user. */
    static @Nullable String of(@Nullable Throwable cause) {
        if (cause == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        try {
            cause.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException e) {
            text.append(cause.getClass().getName())
                    .append(": its stack trace failed with ")
                    .append(e.getClass().getName());
        }
        return bounded(text.toString());
    }

    /** Shortens a long text, but keeps the first line of the user's own code, which readers look for. */
    private static String bounded(String stack) {
        if (stack.length() <= MOST) {
            return stack;
        }
        String head = stack.substring(0, MOST) + "...";
        if (hasPlace(head)) {
            return head;
        }
        return stack.substring(MOST)
                .lines()
                .filter(line -> line.length() <= LONGEST_LINE && hasPlace(line))
                .findFirst()
                .map(line -> head + "\n" + line)
                .orElse(head);
    }

    private static boolean hasPlace(String stack) {
        return !new ErrorSummary("", "", "", "", 0, 0, 0, 0, stack).place().isEmpty();
    }
}
