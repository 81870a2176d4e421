// SPDX-License-Identifier: Apache-2.0
/** Types common to all protocols that virtual users speak. */
@NullMarked
package io.github.perfjunit.protocol;

import org.jspecify.annotations.NullMarked;
