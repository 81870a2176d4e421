// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.load;
import static io.github.perfjunit.slo.Loads.request;
import static io.github.perfjunit.slo.Loads.second;
import static io.github.perfjunit.slo.Loads.series;
import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PerfAssertionsTests {

    private static final String CART = "GET /cart";
    private static final String ORDERS = "POST /orders";
    private static final String TOP = "; top error: ";
    private static final String DELIVERY = "; load: 2,000 due, 1,988 started, 12 dropped, 0 queued";

    private final LoadResult result = load().request(CART, 14_312, 612)
            .series(request(ORDERS, 956, 44, 100))
            .series(series(SeriesKind.REQUEST, CART, Phase.WARM_UP, 100, 0, 900))
            .scenario("market", 1000, 12)
            .error(ORDERS, "503", "Service Unavailable", 43, 41_000)
            .error(ORDERS, "timeout", "timed out", 1, 42_000)
            .check("has an id", 100, 3)
            .interval(second(10, Phase.WARM_UP, series(SeriesKind.REQUEST, CART, Phase.WARM_UP, 100, 0, 900)))
            .interval(second(371, Phase.MEASURE, request(CART, 300, 0, 400)))
            .interval(second(372, Phase.MEASURE, request(CART, 300, 0, 612), request(ORDERS, 10, 1, 100)))
            .result();

    private static Arguments row(String text, Consumer<LoadResult> passes, Consumer<LoadResult> fails) {
        return arguments(text, passes, fails);
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                row(
                        "p95 of \"GET /cart\" is 612 ms, limit < 500 ms (14,312 requests, first missed at 6:12)",
                        r -> assertThat(r).request(CART).p95().isLessThan(ofMillis(613)),
                        r -> assertThat(r).request(CART).p95().isLessThan(ofMillis(500))),
                row(
                        "p50 of all requests is 612 ms, limit <= 300 ms (15,268 requests, first missed at 6:11)",
                        r -> assertThat(r).p50().isLessThanOrEqualTo(ofMillis(613)),
                        r -> assertThat(r).p50().isLessThanOrEqualTo(ofMillis(300))),
                row(
                        "p90 of all requests is 612 ms, limit > 1 s (15,268 requests)",
                        r -> assertThat(r).p90().isGreaterThan(ofMillis(600)),
                        r -> assertThat(r).p90().isGreaterThan(ofSeconds(1))),
                row(
                        "p99 of all requests is 612 ms, limit >= 1 s (15,268 requests)",
                        r -> assertThat(r).p99().isGreaterThanOrEqualTo(ofMillis(600)),
                        r -> assertThat(r).p99().isGreaterThanOrEqualTo(ofSeconds(1))),
                row(
                        "p99.9 of all requests is 612 ms, limit <= 600 ms (15,268 requests, first missed at 6:12)",
                        r -> assertThat(r).percentile(99.9).isBetween(ofMillis(600), ofMillis(613)),
                        r -> assertThat(r).percentile(99.9).isBetween(ofMillis(500), ofMillis(600))),
                row(
                        "mean of all requests is 580 ms, limit >= 600 ms (15,268 requests)",
                        r -> assertThat(r).mean().isBetween(ofMillis(500), ofMillis(600)),
                        r -> assertThat(r).mean().isBetween(ofMillis(600), ofMillis(700))),
                row(
                        "max of scenario \"browse\" is 612 ms, limit < 600 ms (15,268 requests, first missed at 6:12)",
                        r -> assertThat(r).scenario("browse").max().isLessThan(ofSeconds(1)),
                        r -> assertThat(r).scenario("browse").max().isLessThan(ofMillis(600))),
                row(
                        "max of phase warm-up is 900 ms, limit < 600 ms (100 requests, first missed at 0:10)",
                        r -> assertThat(r).phase(Phase.WARM_UP).max().isLessThan(ofSeconds(1)),
                        r -> assertThat(r).phase(Phase.WARM_UP).max().isLessThan(ofMillis(600))),
                row(
                        "max from 371 s to 373 s is 612 ms, limit < 600 ms (610 requests, first missed at 6:12)",
                        r -> assertThat(r)
                                .during(ofSeconds(371), ofSeconds(372))
                                .max()
                                .isLessThan(ofMillis(600)),
                        r -> assertThat(r)
                                .during(ofSeconds(371), ofSeconds(373))
                                .max()
                                .isLessThan(ofMillis(600))),
                row(
                        "p95 service time of all requests is 306 ms, limit < 300 ms"
                                + " (15,268 requests, first missed at 6:12)",
                        r -> assertThat(r).serviceTime().p95().isLessThan(ofMillis(310)),
                        r -> assertThat(r).serviceTime().p95().isLessThan(ofMillis(300))),
                row(
                        "error rate of all requests is 0.29 %, limit < 0.1 % (15,312 requests, first missed at 6:12)",
                        r -> assertThat(r).errorRate().isLessThan(percent(0.3)),
                        r -> assertThat(r).errorRate().isLessThan(percent(0.1))),
                row(
                        "error rate of \"POST /orders\" is 4.4 %, none allowed (1,000 requests, first missed at 6:12)",
                        r -> assertThat(r).request(CART).errorRate().isZero(),
                        r -> assertThat(r).request(ORDERS).errorRate().isZero()),
                row(
                        "error rate of \"POST /orders\" is 4.4 %, limit <= 4 % (1,000 requests, first missed at 6:12)",
                        r -> assertThat(r).request(ORDERS).errorRate().isLessThanOrEqualTo(percent(4.4)),
                        r -> assertThat(r).request(ORDERS).errorRate().isLessThanOrEqualTo(percent(4))),
                row(
                        "error rate of \"POST /orders\" is 4.4 %, limit > 5 % (1,000 requests)",
                        r -> assertThat(r).request(ORDERS).errorRate().isGreaterThan(percent(4)),
                        r -> assertThat(r).request(ORDERS).errorRate().isGreaterThan(percent(5))),
                row(
                        "error rate of \"POST /orders\" is 4.4 %, limit >= 5 % (1,000 requests)",
                        r -> assertThat(r).request(ORDERS).errorRate().isGreaterThanOrEqualTo(percent(4.4)),
                        r -> assertThat(r).request(ORDERS).errorRate().isGreaterThanOrEqualTo(percent(5))),
                row(
                        "throughput of all requests is 153/s, limit > 380/s (15,312 requests)",
                        r -> assertThat(r).throughput().isGreaterThan(150),
                        r -> assertThat(r).throughput().isGreaterThan("380/s")),
                row(
                        "throughput of all requests is 9161/min, limit >= 10000/min (15,312 requests)",
                        r -> assertThat(r).throughput().isGreaterThanOrEqualTo("500000/h"),
                        r -> assertThat(r).throughput().isGreaterThanOrEqualTo("10000/min")),
                row(
                        "throughput of all requests is 153/s, limit >= 160/s (15,312 requests)",
                        r -> assertThat(r).throughput().isGreaterThanOrEqualTo(150),
                        r -> assertThat(r).throughput().isGreaterThanOrEqualTo(160)),
                row(
                        "throughput of all requests is 153/s, limit < 150/s (15,312 requests)",
                        r -> assertThat(r).throughput().isLessThan("153.5 / s"),
                        r -> assertThat(r).throughput().isLessThan(150)),
                row(
                        "throughput of all requests is 153/s, limit <= 150/s (15,312 requests)",
                        r -> assertThat(r).throughput().isLessThanOrEqualTo(153),
                        r -> assertThat(r).throughput().isLessThanOrEqualTo("150/s")),
                row(
                        "count of \"POST /orders\" is 1,000, limit > 1,000 (1,000 requests)",
                        r -> assertThat(r).request(ORDERS).count().isGreaterThan(999),
                        r -> assertThat(r).request(ORDERS).count().isGreaterThan(1000)),
                row(
                        "count of \"POST /orders\" is 1,000, limit >= 1,001 (1,000 requests)",
                        r -> assertThat(r).request(ORDERS).count().isGreaterThanOrEqualTo(1000),
                        r -> assertThat(r).request(ORDERS).count().isGreaterThanOrEqualTo(1001)),
                row(
                        "count of \"POST /orders\" is 1,000, limit <= 999 (1,000 requests)",
                        r -> assertThat(r).request(ORDERS).count().isEqualTo(1000),
                        r -> assertThat(r).request(ORDERS).count().isEqualTo(999)),
                row(
                        "dropped iterations of all scenarios are 12, none allowed (2,000 requests)",
                        r -> assertThat(r).dropped().isLessThan(13),
                        r -> assertThat(r).dropped().isZero()),
                row(
                        "failed checks of all scenarios are 3, limit <= 2 (103 requests)",
                        r -> assertThat(r).failedChecks().isLessThanOrEqualTo(3),
                        r -> assertThat(r).failedChecks().isLessThanOrEqualTo(2)),
                row(
                        "\"timeout\" errors of all requests are 1, limit < 1 (15,312 requests)",
                        r -> assertThat(r).errors().ofKind("timeout").isLessThan(2),
                        r -> assertThat(r).errors().ofKind("timeout").isLessThan(1)),
                row(
                        "errors of all requests are 44, none allowed (15,312 requests);"
                                + " top error: POST /orders 503 Service Unavailable, 43 of 1,000",
                        r -> assertThat(load().request(CART, 1, 1).result())
                                .errors()
                                .hasNoError(),
                        r -> assertThat(r).errors().hasNoError()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("checks")
    void check_passesOrTellsWhatWasMissed(String text, Consumer<LoadResult> passes, Consumer<LoadResult> fails) {
        passes.accept(result);
        assertThat(result.objectives()).allMatch(ObjectiveResult::met);

        assertThatThrownBy(() -> fails.accept(result))
                .isInstanceOf(SloViolation.class)
                .hasMessage(text.contains(TOP) ? text.replace(TOP, DELIVERY + TOP) : text + DELIVERY);
        assertThat(result.objectives()).extracting(ObjectiveResult::state).contains(State.MISSED);
    }

    @Test
    void passedCheck_returnsTheAssertionItCameFrom() {
        assertThat(result)
                .p95()
                .isLessThan(ofSeconds(1))
                .p99()
                .isLessThan(ofSeconds(1))
                .request(CART)
                .mean()
                .isLessThan(ofSeconds(1))
                .errorRate()
                .isZero();

        assertThat(result.objectives())
                .containsExactly(
                        recorded("all requests", "p95", 1000, 612, "ms", 15_268),
                        recorded("all requests", "p99", 1000, 612, "ms", 15_268),
                        recorded(
                                CART,
                                "mean",
                                1000,
                                result.request(CART).latency().mean().toNanos() / 1e6,
                                "ms",
                                14_312),
                        TestFigures.verdict(CART, "error rate", "<=", 0, 0, "%", State.MET, 14_312, null, ""));
    }

    private static ObjectiveResult recorded(
            String subject, String metric, double limit, double value, String unit, long samples) {
        return TestFigures.verdict(subject, metric, "<", limit, value, unit, State.MET, samples, null, "");
    }

    @Test
    void missedCheck_isRecordedWithItsDate() {
        assertThatThrownBy(() -> assertThat(result).request(CART).p95().isLessThan(ofMillis(500)))
                .isInstanceOf(AssertionError.class);

        assertThat(result.objectives())
                .containsExactly(
                        TestFigures.verdict(CART, "p95", "<", 500, 612, "ms", State.MISSED, 14_312, 372_000L, ""));
    }

    @Test
    void tooFewSamples_areInconclusive() {
        LoadResult few = load().request(CART, 312, 612).result();

        assertThatThrownBy(() -> assertThat(few).request(CART).p99().isLessThan(ofSeconds(1)))
                .hasMessage("p99 of \"GET /cart\" is inconclusive: needs at least 1,000 samples, has 312"
                        + " (measured 612 ms, limit < 1 s)");
        assertThat(few.objectives()).extracting(ObjectiveResult::state).containsExactly(State.INCONCLUSIVE);
    }

    @Test
    void noSamples_fail() {
        LoadResult empty = Loads.nothing().result();

        assertThatThrownBy(() -> assertThat(empty).p99().isLessThan(ofSeconds(1)))
                .hasMessage("p99 of all requests has no data: no sample was measured");
        assertThatThrownBy(() -> assertThat(empty).errorRate().isZero())
                .hasMessage("error rate of all requests has no data: no sample was measured");
        assertThatThrownBy(() -> assertThat(empty).errors().hasNoError())
                .hasMessage("errors of all requests have no data: no sample was measured");
        assertThatThrownBy(() -> assertThat(empty).failedChecks().isZero())
                .hasMessage("failed checks of all scenarios have no data: no check was made");
        assertThatThrownBy(() -> assertThat(empty).dropped().isZero())
                .hasMessage("dropped iterations of all scenarios have no data: no iteration was due");
        assertThatThrownBy(
                        () -> assertThat(load().series(request(CART, 0, 1, 1)).result())
                                .mean()
                                .isLessThan(ofSeconds(1)))
                .hasMessage("mean of all requests has no data: the only sample failed");
        assertThat(empty.objectives()).extracting(ObjectiveResult::state).containsOnly(State.NO_DATA);
    }

    @Test
    void unknownName_failsWithThoseThatExist() {
        assertThatThrownBy(() -> assertThat(result).request("GET /chart"))
                .isInstanceOf(SloViolation.class)
                .hasMessage("no request \"GET /chart\"; there are: GET /cart, POST /orders");
        assertThatThrownBy(() -> assertThat(result).scenario("night"))
                .isInstanceOf(SloViolation.class)
                .hasMessage("no scenario \"night\"; there are: browse, market");

        assertThat(result.objectives())
                .containsExactly(
                        TestFigures.verdict(
                                "GET /chart",
                                "count",
                                ">",
                                0,
                                Double.NaN,
                                "",
                                State.NO_DATA,
                                0,
                                null,
                                "no such request; there are: GET /cart, POST /orders"),
                        TestFigures.verdict(
                                "scenario night",
                                "count",
                                ">",
                                0,
                                Double.NaN,
                                "",
                                State.NO_DATA,
                                0,
                                null,
                                "no such scenario; there are: browse, market"));
    }

    @Test
    void description_ofTheAssertionOrTheCheck_standsFirst() {
        assertThatThrownBy(() -> assertThat(result)
                        .as("margin of %s", "cart")
                        .request(CART)
                        .count()
                        .isZero())
                .hasMessage(
                        "[margin of cart] count of \"GET /cart\" is 14,312, none allowed (14,312 requests)" + DELIVERY);
        assertThatThrownBy(() -> assertThat(result).count().as("own").isZero())
                .hasMessage("[own] count of all requests is 15,312, none allowed (15,312 requests)" + DELIVERY);
        assertThatThrownBy(() ->
                        assertThat(result).as("errors").errors().ofKind("503").isZero())
                .hasMessage(
                        "[errors] \"503\" errors of all requests are 43, none allowed (15,312 requests)" + DELIVERY);
        assertThatThrownBy(() -> assertThat(result)
                        .overridingErrorMessage("mine")
                        .count()
                        .isZero())
                .hasMessage("mine");
    }

    @Test
    void stack_beginsWhereTheCheckWasWritten() {
        assertThatThrownBy(() -> assertThat(result).serviceTime().p95().isLessThan(ofMillis(1)))
                .satisfies(e -> assertThat(e.getStackTrace()[0].getClassName())
                        .isEqualTo(getClass().getName()));
        assertThatThrownBy(() -> assertThat(result).request("x"))
                .satisfies(e -> assertThat(e.getStackTrace()[0].getClassName())
                        .isEqualTo(getClass().getName()));
    }

    @Test
    void figuresOfALoad_areCheckedAndRecordedLikeTheLoad() {
        Measurements cart = result.request(CART);

        assertThat(cart).p95().isLessThan(ofSeconds(1)).count().isEqualTo(14_312);
        assertThatThrownBy(() -> assertThat(cart).p95().isLessThan(ofMillis(500)))
                .hasMessage("p95 of \"GET /cart\" is 612 ms, limit < 500 ms (14,312 requests, first missed at 6:12)"
                        + DELIVERY);
        assertThatThrownBy(() -> assertThat(result.request("GET /chart")))
                .isInstanceOf(SloViolation.class)
                .hasMessageStartingWith("no request \"GET /chart\"; there are: ")
                .hasMessageContaining(CART);
        assertThat(result.objectives())
                .extracting(ObjectiveResult::state)
                .containsExactly(State.MET, State.MET, State.MET, State.MISSED, State.NO_DATA);
    }

    @Test
    void objectivesOff_checks_areNeitherJudgedNorRecorded() {
        LoadResult off = new LoadResult(
                "CatalogLoadTest.browse", result.data(), result.timeline(), result.directory(), Enforcement.OFF);

        assertThat(off).p95().isLessThan(ofMillis(1)).errorRate().isZero();

        assertThat(off.objectives()).isEmpty();
    }

    @Test
    void reportedObjectives_missed_areRecordedAndDoNotFailExceptErrors() {
        LoadResult reported = new LoadResult(
                "CatalogLoadTest.browse", result.data(), result.timeline(), result.directory(), Enforcement.REPORT);

        assertThat(reported).p95().isLessThan(ofMillis(1)).throughput().isGreaterThan(1_000_000);
        assertThatThrownBy(
                        () -> assertThat(reported).request(ORDERS).errorRate().isZero())
                .isInstanceOf(SloViolation.class);
        assertThat(reported.objectives())
                .extracting(ObjectiveResult::state)
                .containsExactly(State.MISSED, State.MISSED, State.MISSED);
    }

    @Test
    void nothing_isNoPass() {
        assertThatThrownBy(() -> assertThat((LoadResult) null).p95())
                .hasMessage("there is no result to check, it was null");
        assertThatThrownBy(() -> assertThat((Measurements) null).p95())
                .hasMessage("there are no figures to check, they were null");
    }

    @Test
    void iterations_standForRequests_alsoInMessages() {
        LoadResult iterations = load().result();

        assertThatThrownBy(() -> assertThat(iterations).p95().isLessThan(ofMillis(50)))
                .hasMessage("p95 of all requests is 100 ms, limit < 50 ms (1,000 iterations)");
    }

    @Test
    void badLimits_areRefused() {
        assertThatThrownBy(() -> assertThat(result).throughput().isGreaterThan("fast"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate was 'fast' but must be a number and a unit, such as 380/s, 10000/min or 5000/h");
        assertThatThrownBy(() -> percent(101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percent was 101.0 but must be from 0 to 100");
        assertThatThrownBy(() -> assertThat(result).p95().isBetween(ofSeconds(2), ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the lower limit 2 s was above the upper limit 1 s");
        assertThat(percent(0.1)).hasToString("0.1 %");
    }

    @Test
    void unknownRequest_amongTooManyNames_saysWhichWereCountedTogether() {
        LoadResult result = load().request(CART, 1000, 100).overCap("GET /1").result();

        assertThatThrownBy(() -> assertThat(result).request("GET /1"))
                .isInstanceOf(SloViolation.class)
                .hasMessage("no request \"GET /1\"; there are: GET /cart; 1,202 requests of more names than are kept"
                        + " counted as (other), the first of them GET /1");
    }
}
