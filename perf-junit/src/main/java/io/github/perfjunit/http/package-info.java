// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP client of a virtual user.
 */
@NullMarked
package io.github.perfjunit.http;

import org.jspecify.annotations.NullMarked;
