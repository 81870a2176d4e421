// SPDX-License-Identifier: Apache-2.0
/**
 * Console, JSON, CSV and histogram log. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.report;

import org.jspecify.annotations.NullMarked;
