// SPDX-License-Identifier: Apache-2.0
/** Whether the generator was fit to make the load it was asked for. */
@NullMarked
package io.github.perfjunit.internal.health;

import org.jspecify.annotations.NullMarked;
