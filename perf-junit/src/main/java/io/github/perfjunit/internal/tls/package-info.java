// SPDX-License-Identifier: Apache-2.0
/**
 * Trust stores and key stores of virtual users. May change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.tls;

import org.jspecify.annotations.NullMarked;
