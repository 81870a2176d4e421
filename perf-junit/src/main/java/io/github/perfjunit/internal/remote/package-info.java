// SPDX-License-Identifier: Apache-2.0
/** The road between the controller of a load and its workers: one protocol over any {@code RunStore}. */
@NullMarked
package io.github.perfjunit.internal.remote;

import org.jspecify.annotations.NullMarked;
