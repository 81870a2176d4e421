// SPDX-License-Identifier: Apache-2.0
/**
 * What the module found out about a database, its pool and its statements: values for reading.
 */
@NullMarked
package io.github.perfjunit.jdbc.report;

import org.jspecify.annotations.NullMarked;
