// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.load;
import static io.github.perfjunit.slo.Loads.request;
import static io.github.perfjunit.slo.Loads.second;
import static io.github.perfjunit.slo.Loads.series;
import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What checks in a test leave to the limits that hold by default. */
class ErrorRemainderTests {

    private static final String CART = "GET /cart";
    private static final String ORDERS = "POST /orders";

    /** Half of the carts fail, 60 by 503 and 40 by a time-out, 30 of them in the second from 25 s on. */
    private static Loads half() {
        return load().series(request(CART, 100, 100, 10))
                .series(request(ORDERS, 50, 0, 10))
                .series(series(SeriesKind.REQUEST, CART, Phase.RAMP_UP, 10, 10, 10))
                .error(CART, "503", "503 Service Unavailable", 60, 21_000)
                .error(CART, "timeout", "no answer within 1 s", 40, 24_000)
                .interval(second(24, Phase.MEASURE, request(CART, 70, 70, 10)))
                .interval(second(25, Phase.MEASURE, request(CART, 30, 30, 10)));
    }

    /** Nothing works. */
    private static Loads all() {
        return load().series(request(CART, 0, 200, 10))
                .error(CART, "503", "503 Service Unavailable", 200, 21_000)
                .interval(second(24, Phase.MEASURE, request(CART, 0, 150, 10)))
                .interval(second(25, Phase.MEASURE, request(CART, 0, 50, 10)));
    }

    /** Two scenarios that fail alike. */
    private static Loads two() {
        return load().scenario("night", 100, 0)
                .series(request(CART, 100, 7, 10))
                .series(series("night", SeriesKind.REQUEST, CART, Phase.MEASURE, 100, 5, 10))
                .error(CART, "503", "503 Service Unavailable", 7, 21_000)
                .error(new ErrorSummary("night", CART, "503", "503 Service Unavailable", 5, 5, 22_000, 23_000, null));
    }

    /** Two iterations fail outside a request, one of them in the second from 25 s on. */
    private static Loads bodies() {
        return load().series(request(CART, 200, 0, 10))
                .error(LoadResult.ITERATION, "AssertionError", "no basket", 2, 21_500)
                .interval(second(24, Phase.MEASURE, request(CART, 100, 0, 10)))
                .interval(new Interval(
                        25_000,
                        26_000,
                        Phase.MEASURE,
                        List.of(request(CART, 100, 0, 10)),
                        List.of(new ScenarioInterval(Loads.SCENARIO, Phase.MEASURE, 1, 0, 0, 0, 0, 0, 0, 1)),
                        0));
    }

    /** Ten iterations began in the measured time and failed by a request that was sent later. */
    private static Loads later() {
        return load().series(request(CART, 200, 0, 10))
                .series(series(SeriesKind.ITERATION, "browse", Phase.MEASURE, 0, 10, 100))
                .series(series(SeriesKind.REQUEST, ORDERS, Phase.GRACE, 0, 10, 10))
                .error(new ErrorSummary(
                        Loads.SCENARIO, ORDERS, "503", "503 Service Unavailable", 10, 0, 120_000, 121_000, null));
    }

    private static Arguments row(String name, Loads load, Consumer<LoadResult> checks, String... rest) {
        return Arguments.of(name, load, checks, List.of(rest));
    }

    private static String other(long errors, long samples, String top) {
        return "errors of other requests: " + errors + " of " + samples + ", MISSED, most often " + top;
    }

    static Stream<Arguments> remainders() {
        return Stream.of(
                row("no check", half(), r -> {}, "errors of all requests: 100 of 250, MISSED"),
                row("no check, all fail", all(), r -> {}, "errors of all requests: 200 of 200, MISSED"),
                row(
                        "a percentile",
                        half(),
                        r -> assertThat(r).max().isLessThan(ofSeconds(9)),
                        "errors of all requests: 100 of 250, MISSED"),
                row("all requests", half(), r -> assertThat(r).errorRate().isLessThan(percent(50))),
                row("all requests must fail", all(), r -> assertThat(r)
                        .errorRate()
                        .isGreaterThan(percent(90))),
                row(
                        "the measured phase",
                        half(),
                        r -> assertThat(r).phase(Phase.MEASURE).errorRate().isLessThan(percent(50))),
                row(
                        "another phase",
                        half(),
                        r -> assertThat(r).phase(Phase.RAMP_UP).errorRate().isLessThan(percent(60)),
                        "errors of all requests: 100 of 250, MISSED"),
                row(
                        "another phase, all fail",
                        all(),
                        r -> assertThat(r).phase(Phase.WARM_UP).count().isZero(),
                        "errors of all requests: 200 of 200, MISSED"),
                row(
                        "one request",
                        half(),
                        r -> assertThat(r).request(CART).errorRate().isLessThan(percent(60)),
                        "errors of other requests: 0 of 50, MET"),
                row(
                        "the other request",
                        half(),
                        r -> assertThat(r).request(ORDERS).errorRate().isZero(),
                        other(100, 200, "GET /cart 503 Service Unavailable, 60 times")),
                row(
                        "the same request twice",
                        half(),
                        r -> assertThat(r)
                                .request(ORDERS)
                                .errorRate()
                                .isZero()
                                .errorRate()
                                .isZero(),
                        other(100, 200, "GET /cart 503 Service Unavailable, 60 times")),
                row(
                        "a stretch of time",
                        half(),
                        r -> assertThat(r)
                                .during(ofSeconds(25), ofSeconds(26))
                                .errorRate()
                                .isLessThan(percent(60)),
                        other(70, 250, "GET /cart 503 Service Unavailable, 60 times")),
                row(
                        "the same stretch twice",
                        half(),
                        r -> assertThat(r)
                                .during(ofSeconds(25), ofSeconds(26))
                                .errorRate()
                                .isLessThan(percent(60))
                                .errorRate()
                                .isGreaterThan(percent(10)),
                        other(70, 250, "GET /cart 503 Service Unavailable, 60 times")),
                row(
                        "two stretches that are all",
                        half(),
                        r -> {
                            assertThat(r)
                                    .during(ofSeconds(24), ofSeconds(26))
                                    .errorRate()
                                    .isLessThan(percent(60));
                            assertThat(r)
                                    .during(ofSeconds(25), ofSeconds(30))
                                    .errorRate()
                                    .isLessThan(percent(60));
                        },
                        "errors of other requests: 0 of 250, MET"),
                row(
                        "a stretch, all fail",
                        all(),
                        r -> assertThat(r)
                                .during(ofSeconds(24), ofSeconds(25))
                                .errorRate()
                                .isGreaterThan(percent(90)),
                        other(50, 200, "GET /cart 503 Service Unavailable, 200 times")),
                row(
                        "one kind",
                        half(),
                        r -> assertThat(r).errors().ofKind("503").isLessThan(100),
                        other(40, 250, "GET /cart timeout no answer within 1 s, 40 times")),
                row(
                        "one kind twice",
                        half(),
                        r -> assertThat(r)
                                .errors()
                                .ofKind("503")
                                .isLessThan(100)
                                .ofKind("503")
                                .isGreaterThan(1),
                        other(40, 250, "GET /cart timeout no answer within 1 s, 40 times")),
                row(
                        "both kinds",
                        half(),
                        r -> assertThat(r)
                                .errors()
                                .ofKind("503")
                                .isLessThan(100)
                                .ofKind("timeout")
                                .isLessThan(100),
                        "errors of other requests: 0 of 250, MET"),
                row(
                        "a kind that did not occur",
                        all(),
                        r -> assertThat(r).errors().ofKind("504").isZero(),
                        other(200, 200, "GET /cart 503 Service Unavailable, 200 times")),
                row(
                        "a kind and a stretch, whose errors may be the same",
                        half(),
                        r -> {
                            assertThat(r).errors().ofKind("timeout").isLessThan(100);
                            assertThat(r)
                                    .during(ofSeconds(25), ofSeconds(26))
                                    .errorRate()
                                    .isLessThan(percent(60));
                        },
                        other(60, 250, "GET /cart 503 Service Unavailable, 60 times")),
                row(
                        "a scenario",
                        two(),
                        r -> assertThat(r).scenario("browse").errorRate().isLessThan(percent(50)),
                        other(5, 105, "GET /cart 503 Service Unavailable, 5 times")),
                row("both scenarios", two(), r -> {
                    assertThat(r).scenario("browse").errorRate().isLessThan(percent(50));
                    assertThat(r).scenario("night").errorRate().isLessThan(percent(50));
                }),
                row(
                        "the request of both scenarios",
                        two(),
                        r -> assertThat(r).request(CART).errorRate().isLessThan(percent(50))),
                row(
                        "no check, requests fail after the measured time",
                        later(),
                        r -> {},
                        "errors of all requests: 0 of 200, MET",
                        "failures of (iteration): 10 of 1010, MISSED, by requests after the measured time: most often"
                                + " POST /orders 503 Service Unavailable, 10 times"),
                row(
                        "their kind, requests fail after the measured time",
                        later(),
                        r -> assertThat(r).errors().ofKind("503").isZero(),
                        "errors of other requests: 0 of 200, MET"),
                row("all requests, requests fail after the measured time", later(), r -> assertThat(r)
                        .errorRate()
                        .isZero()),
                row(
                        "no check, bodies fail",
                        bodies(),
                        r -> {},
                        "errors of all requests: 0 of 200, MET",
                        "failures of (iteration): 2 of 1000, MISSED, outside a request: most often AssertionError no basket,"
                                + " 2 times"),
                row(
                        "a request, bodies fail",
                        bodies(),
                        r -> assertThat(r).request(CART).errorRate().isZero(),
                        "failures of (iteration): 2 of 1000, MISSED, outside a request: most often AssertionError no basket,"
                                + " 2 times"),
                row(
                        "a stretch, bodies fail",
                        bodies(),
                        r -> assertThat(r)
                                .during(ofSeconds(25), ofSeconds(26))
                                .errorRate()
                                .isLessThanOrEqualTo(percent(100)),
                        "errors of other requests: 0 of 200, MET",
                        "failures of (iteration): 1 of 1000, MISSED, outside a request: most often AssertionError no basket,"
                                + " 2 times"),
                row(
                        "their kind, bodies fail",
                        bodies(),
                        r -> assertThat(r).errors().ofKind("AssertionError").isLessThan(3),
                        "errors of other requests: 0 of 200, MET"),
                row(
                        "iterations, bodies fail",
                        bodies(),
                        r -> assertThat(r).request("(iteration)").errorRate().isLessThan(percent(1)),
                        "errors of all requests: 0 of 200, MET"),
                row(
                        "iterations, requests fail",
                        half(),
                        r -> assertThat(r).request("(iteration)").errorRate().isLessThan(percent(1)),
                        "errors of all requests: 100 of 250, MISSED"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("remainders")
    void checks_leaveTheRestToTheDefault(String name, Loads load, Consumer<LoadResult> checks, List<String> remainder) {
        LoadResult result = load.result();
        checks.accept(result);

        assertThat(Objectives.evaluateRest(result, result.objectives()))
                .extracting(ErrorRemainderTests::described)
                .isEqualTo(remainder);
    }

    private static String described(ObjectiveResult verdict) {
        return verdict.metric() + " of " + verdict.subject() + ": " + Math.round(verdict.value()) + " of "
                + verdict.samples() + ", " + verdict.state()
                + (verdict.note().isEmpty() ? "" : ", " + verdict.note());
    }

    @Test
    void remainderOfAStretch_isDatedOutsideOfIt() {
        LoadResult result = half().result();
        assertThat(result).during(ofSeconds(24), ofSeconds(25)).errorRate().isLessThan(percent(60));

        assertThat(Objectives.evaluateRest(result, result.objectives()))
                .extracting(ObjectiveResult::firstMissedMillis)
                .containsExactly(25_000L);
    }

    @Test
    void remainderOfAKind_isDatedByTheErrorsOfTheOthers() {
        LoadResult result = half().result();
        assertThat(result).errors().ofKind("503").isLessThan(100);

        assertThat(Objectives.evaluateRest(result, result.objectives()))
                .extracting(ObjectiveResult::firstMissedMillis)
                .containsExactly(24_000L);
    }

    @Test
    void checksOfTheBody_judgedOrNot() {
        LoadResult result = load().request(CART, 10, 1).check("id", 5, 3).result();

        assertThat(Objectives.evaluateRest(result, List.of()))
                .extracting(ErrorRemainderTests::described)
                .containsExactly(
                        "errors of all requests: 0 of 10, MET", "failed checks of all scenarios: 3 of 8, MISSED");
        assertThat(result).failedChecks().isLessThan(4);
        assertThat(Objectives.evaluateRest(result, result.objectives()))
                .extracting(ErrorRemainderTests::described)
                .containsExactly("errors of all requests: 0 of 10, MET");
    }

    @Test
    void limitForErrors_ofAllRequests_holdsForBodiesToo() {
        LoadResult result = bodies().result();

        assertThat(Objectives.evaluate(
                        result, List.of(ObjectivesTests.objective("", Objective.Metric.ERROR_RATE, 0, 0.1))))
                .extracting(v -> SloText.label(v) + ": " + v.valueText() + ", " + SloText.limitInWords(v) + ", "
                        + v.state() + ", " + v.note())
                .containsExactly(
                        "error rate: 0 %, limit 0.1 %, MET, ",
                        "error rate of (iteration): 0.2 %, limit 0.1 %, MISSED, failures outside a request");
    }

    @Test
    void fluentLimitForErrors_holdsForBodiesToo() {
        assertThatThrownBy(() -> assertThat(bodies().result()).errorRate().isLessThan(percent(0.1)))
                .isInstanceOf(SloViolation.class)
                .hasMessage("error rate of (iteration) is 0.2 %, limit < 0.1 % (1,000 iterations; failures outside a"
                        + " request)");
        assertThatThrownBy(() -> assertThat(bodies().result())
                        .scenario("browse")
                        .errorRate()
                        .isZero())
                .isInstanceOf(SloViolation.class)
                .hasMessage("iteration error rate of scenario \"browse\" is 0.2 %, none allowed (1,000 iterations;"
                        + " failures outside a request)");
        assertThat(bodies().result()).errorRate().isLessThan(percent(0.3));
    }
}
