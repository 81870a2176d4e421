// SPDX-License-Identifier: Apache-2.0
/**
 * Arithmetic on measured figures: what they show, and whether they suffice to show it. Values only; knows no other
 * package of the library.
 */
@NullMarked
package io.github.perfjunit.analysis;

import org.jspecify.annotations.NullMarked;
