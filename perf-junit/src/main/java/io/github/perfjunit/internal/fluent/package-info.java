// SPDX-License-Identifier: Apache-2.0
/** The loads of a test method that builds them itself. */
@NullMarked
package io.github.perfjunit.internal.fluent;

import org.jspecify.annotations.NullMarked;
