// SPDX-License-Identifier: Apache-2.0
/** Results read back from disk: reports, comparisons and histories are made only from these. */
@NullMarked
package io.github.perfjunit.report;

import org.jspecify.annotations.NullMarked;
