// SPDX-License-Identifier: Apache-2.0
/** The load of a test method that makes its loads itself. */
@NullMarked
package io.github.perfjunit.internal.fluent;

import org.jspecify.annotations.NullMarked;
