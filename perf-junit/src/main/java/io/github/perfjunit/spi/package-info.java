// SPDX-License-Identifier: Apache-2.0
/**
 * Interfaces of extensions: places where plans run, objects of virtual users, recording of work, observers of loads.
 */
@NullMarked
package io.github.perfjunit.spi;

import org.jspecify.annotations.NullMarked;
