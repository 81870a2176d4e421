// SPDX-License-Identifier: Apache-2.0
/**
 * From annotations, builders and keys to one validated plan; every mistake in one list. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.config;

import org.jspecify.annotations.NullMarked;
