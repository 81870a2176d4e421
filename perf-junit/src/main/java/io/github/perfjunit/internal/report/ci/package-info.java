// SPDX-License-Identifier: Apache-2.0
/** The files and lines about a run that systems for CI read. Internal: may change in any release. */
@NullMarked
package io.github.perfjunit.internal.report.ci;

import org.jspecify.annotations.NullMarked;
