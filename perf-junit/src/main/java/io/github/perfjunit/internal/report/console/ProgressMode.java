// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

/** The form of progress while a load runs. */
public enum ProgressMode {
    /** {@link #TTY} where a person is likely to watch (there is a terminal, and {@code CI} is unset), else {@link #LINES}. */
    AUTO,
    /** A table that is drawn in place on the terminal; {@link #LINES} where there is no terminal. */
    TTY,
    /** Lines on {@code System.out}. */
    LINES,
    /** No progress. */
    OFF
}
