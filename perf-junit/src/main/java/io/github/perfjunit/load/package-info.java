// SPDX-License-Identifier: Apache-2.0
/**
 * The load as values (what is to start when) and what the code of an iteration sees.
 */
@NullMarked
package io.github.perfjunit.load;

import org.jspecify.annotations.NullMarked;
