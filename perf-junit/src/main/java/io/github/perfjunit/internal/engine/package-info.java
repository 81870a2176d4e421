// SPDX-License-Identifier: Apache-2.0
/**
 * Runs a plan: virtual users, their threads, stop and health. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.engine;

import org.jspecify.annotations.NullMarked;
