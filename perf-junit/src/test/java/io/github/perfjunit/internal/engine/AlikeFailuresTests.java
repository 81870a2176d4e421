// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlikeFailuresTests {

    private static final String REFUSED = "connection refused by localhost:8080";

    private final AlikeFailures alike = AlikeFailures.watching(List.of("http://localhost:8080", ""), () -> 1_000);

    @Test
    void allRequests_refusedForThreeSeconds_isToldWithAddressAndWayOut() {
        requests(10, 3, "connect", REFUSED);

        assertThat(alike.reason(failed(), later(2_999), 50)).isNull();
        assertThat(alike.reason(failed(), later(3_000), 50))
                .isEqualTo("all 10 requests since the start failed alike: connection refused by localhost:8080;"
                        + " is the target running there? perf.failFast=off goes on");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dns     | unknown host shop                  | dns: unknown host shop; is the name right? perf.failFast=off goes on
                    tls     | TLS handshake with x failed: PKIX  | tls: TLS handshake with x failed: PKIX; does the client trust that certificate, and does the target speak TLS there? perf.failFast=off goes on
                    401     | 401 Unauthorized                   | GET /orders at http://localhost:8080: 401 Unauthorized; is the login right? perf.failFast=off goes on
                    404     | 404 Not Found                      | GET /orders at http://localhost:8080: 404 Not Found; are baseUrl and path right? perf.failFast=off goes on
                    503     | 503 Service Unavailable            | GET /orders at http://localhost:8080: 503 Service Unavailable; perf.failFast=off goes on
                    timeout | no answer of localhost:80 in 10 s  | timeout: no answer of localhost:80 in 10 s; perf.failFast=off goes on
                    """)
    void kindOfFailure_hasItsQuestion(String kind, String message, String told) {
        requests(10, 3, kind, message);

        assertThat(alike.reason(failed(), later(3_000), 3))
                .isEqualTo("all 10 requests since the start failed alike: " + told);
    }

    @Test
    void statement_ofWhichTheRequestsFailed_isNamed() {
        alike.statementFailed("select * from nothing where id = ?", "syntax", "unknown name (SQLState 42P01)");
        alike.statementFailed("insert into other values (?)", "constraint", "duplicate (SQLState 23505)");
        requests(10, 3, "syntax", "unknown name (SQLState 42P01)");

        assertThat(alike.reason(failed(), later(3_000), 3))
                .isEqualTo(
                        "all 10 requests since the start failed alike: syntax: unknown name (SQLState 42P01), first in"
                                + " 'select * from nothing where id = ?'; perf.failFast=off goes on");
    }

    @Test
    void statement_thatFailedWithSomethingElse_isNotNamed() {
        alike.statementFailed("select * from nothing where id = ?", "syntax", "unknown name (SQLState 42P01)");
        requests(10, 3, "connection", "no connection (SQLState 08006)");

        assertThat(alike.reason(failed(), later(3_000), 3))
                .isEqualTo("all 10 requests since the start failed alike: connection: no connection (SQLState 08006);"
                        + " perf.failFast=off goes on");
    }

    @Test
    void fewFailures_areEnoughAfterTenSeconds() {
        requests(3, 3, "timeout", "no answer in 3 s");

        assertThat(alike.reason(failed(), later(9_999), 50)).isNull();
        assertThat(alike.reason(failed(), later(10_000), 50))
                .startsWith("all 3 requests since the start failed alike: ");
    }

    @Test
    void twoFailures_areNeverEnough() {
        requests(2, 2, "timeout", "no answer in 3 s");

        assertThat(alike.reason(failed(), later(600_000), 2)).isNull();
    }

    @Test
    void usersThatFail_mustBeThreeOrAll() {
        requests(20, 2, "connect", REFUSED);

        assertThat(alike.reason(failed(), later(20_000), 50)).isNull();
        assertThat(alike.reason(failed(), later(20_000), 2)).startsWith("all 20 requests");
    }

    @Test
    void messages_thatDifferInDigits_areAlike() {
        for (int i = 0; i < 10; i++) {
            alike.failed("shop", i, "pay", "IOException", "port " + i + " is closed", null);
        }

        assertThat(alike.reason(failed(), later(3_000), 3))
                .startsWith("all 10 requests since the start failed alike: ");
    }

    @Test
    void oneSuccess_switchesItOffForTheWholeLoad() {
        alike.reason(List.of(series(SeriesKind.REQUEST, Outcome.OK)), later(0), 3);
        requests(1_000, 3, "connect", REFUSED);

        assertThat(alike.reason(failed(), later(60_000), 3)).isNull();
    }

    @Test
    void anotherKind_switchesItOff() {
        requests(50, 3, "connect", REFUSED);
        alike.failed("shop", 1, "GET /orders", "503", "503 Service Unavailable", null);
        requests(50, 3, "connect", REFUSED);

        assertThat(alike.reason(failed(), later(60_000), 3)).isNull();
    }

    @Test
    void statuses_thatDiffer_areNotAlike() {
        requests(50, 3, "503", "503 Service Unavailable");
        requests(1, 1, "500", "500 Internal Server Error");

        assertThat(alike.reason(failed(), later(60_000), 3)).isNull();
    }

    @Test
    void bodies_thatThrowAtTheSameLine_areToldWithIt() {
        for (int i = 0; i < 10; i++) {
            Throwable cause = lost("order number " + "x".repeat(i));
            alike.failed("shop", i, LoadResult.ITERATION, "IllegalStateException", cause.getMessage(), cause);
        }

        assertThat(alike.reason(List.of(series(SeriesKind.ITERATION, Outcome.ERROR)), later(3_000), 3))
                .matches("all 10 iterations since the start failed alike: IllegalStateException at"
                        + " AlikeFailuresTests\\.java:\\d+: order number ; perf\\.failFast=off goes on");
    }

    @Test
    void bodies_thatThrowAtTheSameLine_afterRequestsThatSucceed_areToldToo() {
        bodies();

        assertThat(alike.reason(
                        List.of(series(SeriesKind.REQUEST, Outcome.OK), series(SeriesKind.ITERATION, Outcome.ERROR)),
                        later(3_000),
                        3))
                .startsWith("all 10 iterations since the start failed alike: IllegalStateException at ");
    }

    @Test
    void bodies_ofWhichOneSucceeds_areNotAlike() {
        bodies();

        assertThat(alike.reason(List.of(series(SeriesKind.ITERATION, Outcome.OK)), later(3_000), 3))
                .isNull();
    }

    @Test
    void bodies_besidesRequestsThatFail_areNotAlike() {
        bodies();
        requests(2, 2, "connect", REFUSED);

        assertThat(alike.reason(failed(), later(9_000), 3)).isNull();
    }

    @Test
    void setUps_thatFailAlike_areToldWhileNoIterationRan() {
        for (int i = 0; i < 10; i++) {
            alike.failed("shop", i, LoadResult.USER, "IllegalStateException", "before user: no account", null);
        }

        assertThat(alike.reason(List.of(), later(3_000), 10))
                .isEqualTo(
                        "all 10 set-ups of users since the start failed alike: IllegalStateException: before user: no"
                                + " account; perf.failFast=off goes on");
        assertThat(alike.reason(List.of(series(SeriesKind.ITERATION, Outcome.ERROR)), later(4_000), 10))
                .isNull();
    }

    /** Such as {@code select 1} at the beginning of transactions that all fail. */
    @Test
    void statementsThatEndWell_inRequestsThatFail_hideNothing() {
        requests(10, 3, "42P01", "relation \"orders\" does not exist");

        assertThat(alike.reason(
                        List.of(
                                series(SeriesKind.STATEMENT, Outcome.OK),
                                series(SeriesKind.CONNECT, Outcome.OK),
                                series(SeriesKind.REQUEST, Outcome.ERROR)),
                        later(3_000),
                        3))
                .isEqualTo("all 10 requests since the start failed alike: 42P01: relation \"orders\" does not exist;"
                        + " perf.failFast=off goes on");
    }

    @Test
    void switchedOff_nothingIsTold() {
        AlikeFailures off = AlikeFailures.off();
        for (int i = 0; i < 100; i++) {
            off.failed("shop", i, "GET /orders", "connect", REFUSED, null);
        }

        assertThat(off.reason(failed(), later(60_000), 3)).isNull();
    }

    private void requests(int count, int users, String kind, String message) {
        for (int i = 0; i < count; i++) {
            alike.failed("shop", i % users, "GET /orders", kind, message, null);
        }
    }

    private void bodies() {
        for (int i = 0; i < 10; i++) {
            Throwable cause = lost("order");
            alike.failed("shop", i, LoadResult.ITERATION, "IllegalStateException", "order", cause);
        }
    }

    private static Throwable lost(String message) {
        return new IllegalStateException(message);
    }

    private static long later(long millis) {
        return 1_000 + Duration.ofMillis(millis).toNanos();
    }

    private static List<Series> failed() {
        return List.of(series(SeriesKind.REQUEST, Outcome.ERROR), series(SeriesKind.ITERATION, Outcome.ERROR));
    }

    private static Series series(SeriesKind kind, Outcome outcome) {
        return new Series(
                new Series.Key("shop", "any", kind, Phase.MEASURE),
                Map.of(outcome, 1L),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                Map.of(),
                0,
                0);
    }
}
