// SPDX-License-Identifier: Apache-2.0
/** Service-level objectives, fluent assertions, and the exceptions of failed and invalid loads. */
@NullMarked
package io.github.perfjunit.slo;

import org.jspecify.annotations.NullMarked;
