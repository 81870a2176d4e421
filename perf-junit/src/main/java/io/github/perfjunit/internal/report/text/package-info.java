// SPDX-License-Identifier: Apache-2.0
/** Texts shared by all writers: names of tests, verdicts, safe text. Internal: may change in any release. */
@NullMarked
package io.github.perfjunit.internal.report.text;

import org.jspecify.annotations.NullMarked;
