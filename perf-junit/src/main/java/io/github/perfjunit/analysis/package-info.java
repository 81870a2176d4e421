// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics on measured figures: conclusions, and whether the data is sufficient for them. Uses only values;
 * independent of all other packages of the library.
 */
@NullMarked
package io.github.perfjunit.analysis;

import org.jspecify.annotations.NullMarked;
