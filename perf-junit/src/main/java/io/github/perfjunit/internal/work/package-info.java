// SPDX-License-Identifier: Apache-2.0
/** Counts what a load makes the system under test do, for each iteration. */
@NullMarked
package io.github.perfjunit.internal.work;

import org.jspecify.annotations.NullMarked;
