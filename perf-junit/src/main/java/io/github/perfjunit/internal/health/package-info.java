// SPDX-License-Identifier: Apache-2.0
/** The state of the generator, and whether it was fit to make the planned load. */
@NullMarked
package io.github.perfjunit.internal.health;

import org.jspecify.annotations.NullMarked;
