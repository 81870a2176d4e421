// SPDX-License-Identifier: Apache-2.0
/**
 * Service-level objectives, fluent assertions, and the exceptions by which a load does not pass.
 */
@NullMarked
package io.github.perfjunit.slo;

import org.jspecify.annotations.NullMarked;
