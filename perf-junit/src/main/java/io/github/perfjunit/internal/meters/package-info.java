// SPDX-License-Identifier: Apache-2.0

/** Figures of a running load as meters of Micrometer, which is optional. */
@NullMarked
package io.github.perfjunit.internal.meters;

import org.jspecify.annotations.NullMarked;
