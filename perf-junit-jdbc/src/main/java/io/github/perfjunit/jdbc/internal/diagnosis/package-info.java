// SPDX-License-Identifier: Apache-2.0
/**
 * Asks the database itself.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
