// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.jdbc.MadeUp;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.PoolSweepReport;
import io.github.perfjunit.jdbc.report.SweepRound;
import io.github.perfjunit.jdbc.report.SweepStep;
import io.github.perfjunit.jdbc.report.TransactionReport;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainDataTests {

    /** One component of each kind that reports have. */
    public record Everything(
            long number,
            double ratio,
            double none,
            boolean flag,
            String text,
            @Nullable String missing,
            Duration took,
            @Nullable Duration never,
            LatencySummary times,
            LatencySummary noTimes,
            Instant at,
            Finding.Kind kind,
            Optional<Inner> inner,
            Optional<Inner> empty,
            List<@Nullable Object> many,
            Map<Finding.Kind, Long> counts) {}

    /** A record in a record. */
    public record Inner(Duration pause) {}

    @Test
    void record_ofEveryKindOfValue_becomesPlain() throws Exception {
        Map<String, ?> plain = PlainData.of(new Everything(
                3,
                0.5,
                Double.NaN,
                true,
                "text",
                null,
                Duration.ofNanos(1_500_000),
                null,
                LatencySummary.ofNanos(1_024_000),
                LatencySummary.EMPTY,
                Instant.EPOCH,
                Finding.Kind.MISSING_INDEX,
                Optional.of(new Inner(Duration.ofSeconds(1))),
                Optional.empty(),
                Arrays.asList(1, null, new Inner(Duration.ZERO)),
                Map.of(Finding.Kind.N_PLUS_ONE, 2L)));

        assertThat(new JsonMapper().writeValueAsString(plain))
                .isEqualTo("{'number':3,'ratio':0.5,'none':null,'flag':true,'text':'text','missing':null,'tookMs':1.5,"
                                .replace('\'', '"')
                        + ("'neverMs':null,'timesMs':{'count':1,'mean':1.024,'p50':1.024,'p95':1.024,'p99':1.024,'max':1.024},"
                                        + "'noTimesMs':{'count':0},'at':'1970-01-01T00:00:00Z','kind':'missing-index',"
                                        + "'inner':{'pauseMs':1000.0},'empty':null,'many':[1,null,{'pauseMs':0.0}],"
                                        + "'counts':{'n-plus-one':2}}")
                                .replace('\'', '"'));
    }

    @Test
    void kinds_ofFailures_standInOrder() {
        TransactionReport report =
                new TransactionReport(0, 0, Map.of("b", 1L, "c", 1L, "a", 1L), 0, 0, 0, Map.of(), 1, 0, 0);

        assertThat(PlainData.of(report).get("failed")).hasToString("{a=1, b=1, c=1}");
    }

    @Test
    void reports_ofTheModule_becomePlain() {
        MadeUp madeUp = new MadeUp();

        assertThat(PlainData.of(madeUp.diagnosis.orElseThrow())).containsKey("unusedIndexes");
        assertThat(PlainData.of(madeUp.recovery.orElseThrow())).containsKey("faults");
        assertThat(PlainData.of(madeUp.pool.orElseThrow())).containsKeys("acquireMs", "configuration");
        assertThat(PlainData.of(PoolSweepReport.of(List.of(SweepStep.of(
                        2, List.of(SweepRound.of(2, 100, LatencySummary.EMPTY, 0, MadeUp.pool(0), true)))))))
                .containsKeys("steps", "knee", "advice");
    }
}
