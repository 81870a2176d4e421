// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code COPY} of a script that reads a file of the test's.
 *
 * @param file name of the file
 * @param sql the same, reading what it is given
 */
record CopyCommand(String file, String sql) {

    private static final Pattern FROM_FILE =
            Pattern.compile("(copy\\s[^']*\\sfrom)\\s+'((?:[^']|'')+)'(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FROM_SCRIPT =
            Pattern.compile("copy\\s[^']*\\sfrom\\s+stdin\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Returns what a statement copies; empty if it copies no file. */
    static Optional<CopyCommand> of(String sql) {
        Matcher copy = FROM_FILE.matcher(sql);
        return copy.matches()
                ? Optional.of(
                        new CopyCommand(copy.group(2).replace("''", "'"), copy.group(1) + " stdin" + copy.group(3)))
                : Optional.empty();
    }

    /** Tells whether a statement copies the lines after it. */
    static boolean readsScript(String sql) {
        return FROM_SCRIPT.matcher(sql).matches();
    }
}
