// SPDX-License-Identifier: Apache-2.0
/**
 * Records that feed parameters of iterations. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.feed;

import org.jspecify.annotations.NullMarked;
