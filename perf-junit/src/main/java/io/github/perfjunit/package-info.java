// SPDX-License-Identifier: Apache-2.0
/**
 * The annotations of load tests, such as {@link io.github.perfjunit.LoadTest}, and the JUnit extension that runs them.
 */
@NullMarked
package io.github.perfjunit;

import org.jspecify.annotations.NullMarked;
