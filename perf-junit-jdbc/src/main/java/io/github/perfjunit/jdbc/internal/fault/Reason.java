// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.metrics.PrintableText;
import java.sql.SQLException;

/** What an exception says, fit to be shown: short, on one line, without secrets. */
final class Reason {

    private static final int LONGEST = 200;

    private Reason() {}

    static String of(Exception failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        if (failure instanceof SQLException sql && sql.getSQLState() != null) {
            name += " " + sql.getSQLState();
        }
        if (message == null || message.isBlank() || message.contains("jdbc:")) {
            return name; // a URL may hold a password
        }
        return name + ": " + PrintableText.compact(message, LONGEST);
    }
}
