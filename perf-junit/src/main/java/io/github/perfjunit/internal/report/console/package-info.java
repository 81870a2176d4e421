// SPDX-License-Identifier: Apache-2.0
/**
 * Progress lines and the summary table. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.report.console;

import org.jspecify.annotations.NullMarked;
