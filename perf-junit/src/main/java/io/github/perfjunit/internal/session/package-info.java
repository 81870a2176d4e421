// SPDX-License-Identifier: Apache-2.0
/** One load of a test from its set-up to its verdict. */
@NullMarked
package io.github.perfjunit.internal.session;

import org.jspecify.annotations.NullMarked;
