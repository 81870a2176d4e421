// SPDX-License-Identifier: Apache-2.0
/**
 * Small things without business rules. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.util;

import org.jspecify.annotations.NullMarked;
