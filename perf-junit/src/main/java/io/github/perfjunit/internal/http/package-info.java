// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP client over Apache HttpCore's blocking connection. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.http;

import org.jspecify.annotations.NullMarked;
