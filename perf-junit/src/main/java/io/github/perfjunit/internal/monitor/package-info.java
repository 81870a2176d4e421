// SPDX-License-Identifier: Apache-2.0
/** From {@code @Watch} and {@code load.watch(...)} to the monitors of a load. */
@NullMarked
package io.github.perfjunit.internal.monitor;

import org.jspecify.annotations.NullMarked;
