// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static io.github.perfjunit.internal.report.ExampleLoad.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntervalsCsvTests {

    private static final String HEADER =
            "t_ms,phase,request,count,errors,users,target_per_s,p50_us,p95_us,p99_us,max_us,kind\n";

    private static Series iteration(String scenario, int count) {
        return TestFigures.series(
                new Series.Key(scenario, "visit", SeriesKind.ITERATION, Phase.MEASURE),
                Map.of(Outcome.OK, (long) count, Outcome.INTERRUPTED, 9L),
                ExampleLoad.latencies(count, 0),
                LatencySummary.EMPTY,
                ExampleLoad.latencies(count, 0),
                0,
                0);
    }

    @Test
    void rows_oneASecondPhaseAndRequest(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("intervals.csv");
        try (IntervalsCsv csv = new IntervalsCsv(file)) {
            csv.write(interval(
                    0,
                    Phase.MEASURE,
                    12.3456,
                    series("GET /a", Phase.RAMP_UP, 2, 0, 0),
                    series("GET /a", Phase.MEASURE, 100, 0, 3),
                    iteration("visit", 5)));
            csv.write(interval(1, Phase.MEASURE, 0));
            csv.write(interval(2, Phase.GRACE, 0, series("say \"hi\", all\r\n=1+1\u001b", Phase.MEASURE, 0, 0, 1)));

            assertThat(Files.readString(file)) // flushed before it is closed
                    .isEqualTo(HEADER
                            + "0,ramp-up,GET /a,2,0,66,12.346,1000,2000,2000,2000,request\n"
                            + "0,measure,GET /a,103,3,66,12.346,50003,95027,99024,100000,request\n"
                            + "0,measure,visit,5,0,66,12.346,3000,5000,5000,5000,iteration\n"
                            + "1000,measure,,0,0,66,0,,,,,\n"
                            + "2000,measure,\"say \"\"hi\"\", all  =1+1?\",1,1,66,0,,,,,request\n");
        }
    }

    @Test
    void steps_standBetweenRequestsAndIterations_statementsAreLeftOut(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("intervals.csv");
        try (IntervalsCsv csv = new IntervalsCsv(file)) {
            csv.write(interval(
                    0,
                    Phase.MEASURE,
                    0,
                    iteration("visit", 1),
                    ofKind(SeriesKind.STATEMENT, "select 1"),
                    ofKind(SeriesKind.STEP, "checkout"),
                    ofKind(SeriesKind.CONNECT, "connect"),
                    series("GET /a", Phase.MEASURE, 1, 0, 0)));
        }

        assertThat(Files.readString(file))
                .isEqualTo(HEADER
                        + "0,measure,GET /a,1,0,66,0,1000,1000,1000,1000,request\n"
                        + "0,measure,checkout,1,0,66,0,1000,1000,1000,1000,step\n"
                        + "0,measure,visit,1,0,66,0,1000,1000,1000,1000,iteration\n");
    }

    private static Series ofKind(SeriesKind kind, String name) {
        Series iteration = iteration("visit", 1);
        return new Series(
                new Series.Key("visit", name, kind, Phase.MEASURE),
                iteration.counts(),
                iteration.ok(),
                iteration.failed(),
                iteration.service(),
                iteration.cutOff(),
                iteration.okEnded(),
                0,
                0);
    }

    @Test
    void sameRequestOfTwoScenarios_isOneRow(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("intervals.csv");
        try (IntervalsCsv csv = new IntervalsCsv(file)) {
            csv.write(interval(0, Phase.MEASURE, 0, iteration("day", 3), iteration("night", 4)));
        }

        assertThat(Files.readString(file))
                .isEqualTo(HEADER + "0,measure,visit,7,0,66,0,2000,4000,4000,4000,iteration\n");
    }

    @Test
    void requestThatASpreadsheetWouldRun_getsAnApostrophe(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("intervals.csv");
        try (IntervalsCsv csv = new IntervalsCsv(file)) {
            csv.write(ExampleLoad.interval(0, Phase.MEASURE, 0, series("=cmd|' /C calc'!A0", Phase.MEASURE, 1, 0, 0)));
        }

        assertThat(file).content().contains(",measure,'=cmd|' /C calc'!A0,1,0,");
    }
}
