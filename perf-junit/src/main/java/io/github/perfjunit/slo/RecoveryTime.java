// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.kind.WithRecovery;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import java.util.Optional;

/** The recovery time that a kind of load has found. */
final class RecoveryTime {

    private RecoveryTime() {}

    static MeasuredValue of(LoadResult result) {
        Optional<WithRecovery> found = result.sections().stream()
                .filter(WithRecovery.class::isInstance)
                .map(WithRecovery.class::cast)
                .findFirst();
        if (found.isEmpty()) {
            return MeasuredValue.noData("the load was neither a stress nor a spike test");
        }
        Recovery recovery = found.get().recovery();
        if (recovery == null) {
            return MeasuredValue.noData("there was nothing to recover from");
        }
        return switch (recovery.verdict()) {
            case RECOVERED -> MeasuredValue.of(recovery.after().toNanos() / 1e6, 1);
            case NOT_RECOVERED -> MeasuredValue.noData(recovery.remark());
            case TOO_SHORT -> new MeasuredValue(Double.NaN, 0, State.INCONCLUSIVE, recovery.remark());
        };
    }
}
