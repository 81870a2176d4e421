// SPDX-License-Identifier: Apache-2.0
/** The report of a run as one HTML file: start with {@code ReportFile}. Internal: may change in any release. */
@NullMarked
package io.github.perfjunit.internal.report.html;

import org.jspecify.annotations.NullMarked;
