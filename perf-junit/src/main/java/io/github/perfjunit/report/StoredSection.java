// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.List;
import java.util.Map;

/** A section that an extension added, without its type. */
record StoredSection(String name, Map<String, ?> data, List<ResultTable> tables) implements ResultSection {}
