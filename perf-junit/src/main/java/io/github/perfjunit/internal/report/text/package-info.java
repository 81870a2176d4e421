// SPDX-License-Identifier: Apache-2.0
/**
 * Words that all writers share: names of tests, verdicts, foreign text made harmless. Internal: may change in any release.
 */
@NullMarked
package io.github.perfjunit.internal.report.text;

import org.jspecify.annotations.NullMarked;
