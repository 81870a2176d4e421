// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Work;
import org.apiguardian.api.API;

/**
 * An upper limit for the work of an iteration.
 *
 * @param work the kind of work
 * @param limit the limit in its unit
 * @param limitText the limit as it was written
 * @param jvm the name of the watched JVM that makes it; empty for that of the test and what its clients record
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record WorkObjective(Work work, double limit, String limitText, String jvm) {

    /**
     * Judges this objective without adding it to the ledger of the result. Where the figure cannot be told from its limit,
     * because the load was too short, it is inconclusive.
     *
     * @param result the result of the load
     * @return the verdict
     */
    public ObjectiveResult judge(LoadResult result) {
        Limit most = new Limit(limit, limitText);
        return WorkValue.of(result, jvm, work, most)
                .judge(WorkValue.scope(jvm), WorkValue.measure(work), Operator.AT_MOST, most, work.unit());
    }
}
