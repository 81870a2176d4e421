// SPDX-License-Identifier: Apache-2.0
/** Results of a load: read-only and mergeable without loss. Independent of how the load was generated. */
@NullMarked
package io.github.perfjunit.metrics;

import org.jspecify.annotations.NullMarked;
