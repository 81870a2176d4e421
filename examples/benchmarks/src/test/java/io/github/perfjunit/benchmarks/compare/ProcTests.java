// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcTests {

    @Test
    void oddProcessName_cpuSeconds_addsUserAndSystem() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 7 7 20 0 3 0 100 1000 10";
        assertThat(Proc.cpuSeconds(stat)).isEqualTo(2.0);
    }

    @Test
    void status_peakKilobytes_areThoseOfTheHighWaterMark() {
        assertThat(Proc.peakKilobytes(List.of("Name:\tjava", "VmHWM:\t   2048 kB", "VmRSS:\t   1024 kB")))
                .isEqualTo(2048);
    }

    @Test
    void cpuLine_machine_leavesIdleAndWaitingOut() {
        assertThat(Proc.machine("cpu  100 100 100 9999 9999 50 50 300 0 0")).isEqualTo(new Proc.Machine(4, 3));
    }
}
