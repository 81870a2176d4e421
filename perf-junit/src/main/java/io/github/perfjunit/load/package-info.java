// SPDX-License-Identifier: Apache-2.0
/**
 * Loads as values, the fluent form that builds them, and the virtual users that run them.
 */
@NullMarked
package io.github.perfjunit.load;

import org.jspecify.annotations.NullMarked;
