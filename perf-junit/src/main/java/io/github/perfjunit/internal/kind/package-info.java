// SPDX-License-Identifier: Apache-2.0
/**
 * The conductors of the built-in kinds of load. They use what a third party could use: the public packages, and nothing
 * internal.
 */
@NullMarked
package io.github.perfjunit.internal.kind;

import org.jspecify.annotations.NullMarked;
