// SPDX-License-Identifier: Apache-2.0
/**
 * When users and iterations start: arithmetic without threads and clocks. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.schedule;

import org.jspecify.annotations.NullMarked;
