// SPDX-License-Identifier: Apache-2.0
/**
 * results.json, and the lossless JSON that workers send. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.report.json;

import org.jspecify.annotations.NullMarked;
