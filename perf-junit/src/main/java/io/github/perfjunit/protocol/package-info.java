// SPDX-License-Identifier: Apache-2.0
/**
 * What all protocols that virtual users speak have in common.
 */
@NullMarked
package io.github.perfjunit.protocol;

import org.jspecify.annotations.NullMarked;
