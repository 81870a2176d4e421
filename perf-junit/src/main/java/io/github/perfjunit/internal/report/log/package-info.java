// SPDX-License-Identifier: Apache-2.0
/**
 * intervals.csv and latency.hlog, written second by second. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.report.log;

import org.jspecify.annotations.NullMarked;
