// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A statement of a script.
 *
 * @param line on which it begins, from 1
 * @param sql the statement without its semicolon
 * @param start how it begins, for readers: without comments and values
 * @param rows lines that follow a {@code COPY .. FROM STDIN}; null for other statements
 */
record ScriptStatement(
        int line, String sql, String start, @Nullable String rows) {}
