// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.DatabaseReport;
import java.time.Duration;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class FailedLooksTests {

    private final FailedLooks looks = new FailedLooks();

    private DatabaseReport told(LongPredicate stopped) {
        ReportDraft draft = new ReportDraft();
        looks.tell(stopped, draft);
        return draft.report("PostgreSQL 17.11", Duration.ofSeconds(10), new SessionLog().result());
    }

    @Test
    void looks_thatNothingExplains_areAGap() {
        looks.add(10, 20, "SQLState 08001");
        looks.add(30, 40, "SQLState 57P03");

        assertThat(told(nanos -> false).gaps())
                .containsExactly("2 looks at the sessions failed, the last one with SQLState 57P03");
        assertThat(told(nanos -> false).notes()).isEmpty();
    }

    @Test
    void looks_whileTheLoadHadStoppedTheServer_areNoGap() {
        looks.add(10, 20, "SQLState 57P01");
        looks.add(30, 40, "SQLState 08001");

        assertThat(told(nanos -> nanos >= 20 && nanos <= 30).gaps()).isEmpty();
        assertThat(told(nanos -> nanos >= 20 && nanos <= 30).notes())
                .containsExactly("2 looks at the sessions failed because a fault of the load had stopped the server.");
    }

    @Test
    void looks_beforeAndWhileTheServerWasStopped_areToldApart() {
        looks.add(10, 11, "SQLState 53300");
        looks.add(30, 40, "SQLState 08001");

        assertThat(told(nanos -> nanos >= 20).gaps())
                .containsExactly("1 looks at the sessions failed, the last one with SQLState 53300");
    }

    @Test
    void none_isNeither() {
        assertThat(told(nanos -> true).gaps()).isEmpty();
        assertThat(told(nanos -> true).notes()).isEmpty();
    }

    @Test
    void looks_ofHours_areCountedInBoundedMemory() {
        for (int i = 0; i < 10_100; i++) {
            looks.add(i, i, "SQLState 08001");
        }

        assertThat(told(nanos -> false).gaps())
                .containsExactly("10100 looks at the sessions failed, the last one with SQLState 08001");
    }
}
