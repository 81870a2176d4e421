// SPDX-License-Identifier: Apache-2.0
/**
 * Ready workloads and script files.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.script;

import org.jspecify.annotations.NullMarked;
