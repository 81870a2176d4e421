// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What a sweep over sizes of a pool showed: the part {@code pool-sweep} of the result of its last size.
 *
 * @param report the sizes and the advice
 * @param data the whole for {@code results.json}
 * @param tables the whole for readers
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PoolSweepResult(PoolSweepReport report, Map<String, ?> data, List<ResultTable> tables)
        implements ResultSection {

    /**
     * Copies the list.
     *
     * @param report the sizes and the advice
     * @param data the whole for {@code results.json}
     * @param tables the whole for readers
     */
    public PoolSweepResult {
        tables = List.copyOf(tables);
    }

    @Override
    public String name() {
        return "pool-sweep";
    }
}
