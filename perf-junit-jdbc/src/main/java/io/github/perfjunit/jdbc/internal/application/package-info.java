// SPDX-License-Identifier: Apache-2.0

/** Databases that are given to an application under test, and found again by the loads on it. */
@NullMarked
package io.github.perfjunit.jdbc.internal.application;

import org.jspecify.annotations.NullMarked;
