// SPDX-License-Identifier: Apache-2.0
/** One share of a load in a JVM that a controller started. */
@NullMarked
package io.github.perfjunit.internal.worker;

import org.jspecify.annotations.NullMarked;
