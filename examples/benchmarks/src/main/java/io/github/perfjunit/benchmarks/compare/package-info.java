// SPDX-License-Identifier: Apache-2.0
/** Compares the engine with other load generators at equal CPU. Linux alone: CPU is read from /proc. */
@NullMarked
package io.github.perfjunit.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
