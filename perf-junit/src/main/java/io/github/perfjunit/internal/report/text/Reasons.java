// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

/** Describes in one line why something failed. */
public final class Reasons {

    private static final int LONGEST = 300;

    private Reasons() {}

    /**
     * Returns type and message of a throwable, which may run code of an extension: an exception while reading its
     * message is ignored.
     *
     * @param thrown the throwable
     * @return one bounded line such as {@code IOException: No space left on device}
     */
    public static String of(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String type = name.isEmpty() ? thrown.getClass().getName() : name;
        String message;
        try {
            message = thrown.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            return type;
        }
        return message == null || message.isBlank() ? type : PlainText.of(type + ": " + message, LONGEST);
    }
}
