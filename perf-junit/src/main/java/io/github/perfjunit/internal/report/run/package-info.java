// SPDX-License-Identifier: Apache-2.0
/** What the stored results of one run say, for the report and for the files of CI. Internal: may change in any release. */
@NullMarked
package io.github.perfjunit.internal.report.run;

import org.jspecify.annotations.NullMarked;
