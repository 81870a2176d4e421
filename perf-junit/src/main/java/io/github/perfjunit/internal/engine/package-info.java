// SPDX-License-Identifier: Apache-2.0
/**
 * Runs a plan: virtual users, their threads and stop. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.engine;

import org.jspecify.annotations.NullMarked;
