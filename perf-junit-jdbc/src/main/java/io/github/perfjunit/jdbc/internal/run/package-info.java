// SPDX-License-Identifier: Apache-2.0
/**
 * Puts the parts of the module to work in one load.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.run;

import org.jspecify.annotations.NullMarked;
