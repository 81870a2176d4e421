// SPDX-License-Identifier: Apache-2.0
/**
 * What a load has left on disk, read back: reports, comparisons and histories are made from this alone.
 */
@NullMarked
package io.github.perfjunit.report;

import org.jspecify.annotations.NullMarked;
