// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.TransactionReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransactionTallyTests {

    private final TransactionTally tally = new TransactionTally();

    @Test
    void tally_ofNothing_isZeroWithOneTry() {
        assertThat(tally.report()).isEqualTo(new TransactionReport(0, 0, Map.of(), 0, 0, 0, Map.of(), 1, 0, 0));
    }

    @Test
    void tally_ofEverything_countsEachOnce() {
        tally.succeeded(true, 1);
        tally.succeeded(true, 4);
        tally.succeeded(false, 1);
        tally.failed("deadlock", 2);
        tally.failed("deadlock", 1);
        tally.failed("connection", 1);
        tally.cutOff();
        tally.retry("deadlock");
        tally.retry("serialization");
        tally.retry("deadlock");
        tally.late();
        tally.skipped();
        tally.skipped();

        TransactionReport report = tally.report();

        assertThat(report)
                .isEqualTo(new TransactionReport(
                        2,
                        1,
                        Map.of("connection", 1L, "deadlock", 2L),
                        1,
                        2,
                        3,
                        Map.of("deadlock", 2L, "serialization", 1L),
                        4,
                        1,
                        2));
        assertThat(report.count()).isEqualTo(6);
        assertThat(report.failed().keySet()).containsExactly("connection", "deadlock");
    }
}
