// SPDX-License-Identifier: Apache-2.0
/**
 * What extensions implement: where a plan runs, what each virtual user is given, how work is recorded.
 */
@NullMarked
package io.github.perfjunit.spi;

import org.jspecify.annotations.NullMarked;
