// SPDX-License-Identifier: Apache-2.0
/**
 * What a load measured: read-only results, mergeable without loss. Knows nothing of how the load was made.
 */
@NullMarked
package io.github.perfjunit.metrics;

import org.jspecify.annotations.NullMarked;
