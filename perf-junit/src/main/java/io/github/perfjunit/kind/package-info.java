// SPDX-License-Identifier: Apache-2.0
/**
 * What the kinds of load with a verdict of their own have found.
 */
@NullMarked
package io.github.perfjunit.kind;

import org.jspecify.annotations.NullMarked;
