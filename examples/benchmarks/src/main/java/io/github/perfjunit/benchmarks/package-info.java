// SPDX-License-Identifier: Apache-2.0
/** What the engine costs: a main class that makes load, and a comparison with other load generators. */
@NullMarked
package io.github.perfjunit.benchmarks;

import org.jspecify.annotations.NullMarked;
