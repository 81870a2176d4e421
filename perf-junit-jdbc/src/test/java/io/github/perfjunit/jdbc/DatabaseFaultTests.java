// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.RecoveryReport;
import org.junit.jupiter.api.Test;

class DatabaseFaultTests {

    @DatabaseFault(type = FaultType.LATENCY, at = "10s", duration = "3s", delay = "20ms", jitter = "5ms")
    @DatabaseFault(type = FaultType.TERMINATE, at = "30s")
    static class Annotated {}

    static class Inheriting extends Annotated {}

    @Test
    void databaseFault_severalOnASuperclass_areFound() {
        DatabaseFault[] faults = Inheriting.class.getAnnotationsByType(DatabaseFault.class);
        assertThat(faults).extracting(DatabaseFault::type).containsExactly(FaultType.LATENCY, FaultType.TERMINATE);
        assertThat(faults[0].delay()).isEqualTo("20ms");
        assertThat(faults[0].jitter()).isEqualTo("5ms");
        assertThat(faults[1].duration()).isEmpty();
        assertThat(faults[1].delay()).isEmpty();
        assertThat(faults[1].jitter()).isEmpty();
        assertThat(faults[1].bytesPerSecond()).isZero();
    }

    @Test
    void labels_ofFaultsAndVerdicts_areWords() {
        assertThat(FaultType.values())
                .extracting(FaultType::label)
                .containsExactly(
                        "latency",
                        "black hole",
                        "reset",
                        "refused connections",
                        "little bandwidth",
                        "terminated sessions",
                        "restart",
                        "crash",
                        "promotion");
        assertThat(RecoveryReport.Verdict.values())
                .extracting(RecoveryReport.Verdict::label)
                .containsExactly("recovered", "not recovered", "too short to tell", "not applied");
    }
}
