// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.internal.diagnosis.OwnDeadlocks;
import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.jdbc.report.TransactionReport;
import java.util.List;
import java.util.Optional;

/** What the load itself met, whatever a database that others use too counted meanwhile. */
final class OwnFigures {

    private static final String DEADLOCK = "deadlock";

    private OwnFigures() {}

    static OwnDeadlocks deadlocks(ProbeReport probe, Optional<TransactionReport> transactions) {
        return deadlocks(probe.statements(), probe.connections(), transactions);
    }

    /** A transaction that caught the failure does not fail of it: statements that are seen tell more. */
    static OwnDeadlocks deadlocks(
            List<StatementReport> statements, ConnectionReport connections, Optional<TransactionReport> transactions) {
        long executions =
                statements.stream().mapToLong(StatementReport::deadlocks).sum();
        long ends = connections.endErrors().getOrDefault(DEADLOCK, 0L);
        long failed = transactions
                .map(t -> t.failed().getOrDefault(DEADLOCK, 0L) + t.retriedFor().getOrDefault(DEADLOCK, 0L))
                .orElse(0L);
        return new OwnDeadlocks(Math.max(executions + ends, failed), !statements.isEmpty());
    }
}
