// SPDX-License-Identifier: Apache-2.0
/**
 * Recording on the request path and its one-second intervals. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.metrics;

import org.jspecify.annotations.NullMarked;
