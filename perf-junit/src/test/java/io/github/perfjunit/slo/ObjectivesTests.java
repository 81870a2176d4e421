// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.load;
import static io.github.perfjunit.slo.Loads.request;
import static io.github.perfjunit.slo.Loads.second;
import static io.github.perfjunit.slo.Loads.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.RequestNames;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import io.github.perfjunit.slo.Objective.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectivesTests {

    private static final String CART = "GET /cart";
    private static final String ORDERS = "POST /orders";

    static Objective objective(String request, Metric metric, double percentile, double limit) {
        return new Objective(request, metric, percentile, limit, null);
    }

    private static ObjectiveResult first(LoadResult result, Objective objective) {
        return Objectives.evaluate(result, List.of(objective)).get(0);
    }

    private static List<String> described(List<ObjectiveResult> verdicts) {
        return verdicts.stream()
                .map(v -> SloText.label(v) + ": " + v.valueText() + ", " + SloText.limitInWords(v) + ", " + v.state()
                        + (v.note().isEmpty() ? "" : ", " + v.note()))
                .toList();
    }

    static Stream<Arguments> rules() {
        LoadResult plain = load().request(CART, 3000, 100)
                .series(request(ORDERS, 900, 100, 400))
                .result();
        LoadResult slow = load().request(CART, 312, 700).result();
        LoadResult broken = load().series(request(CART, 0, 512, 1)).result();
        LoadResult ramp = load().request(CART, 10, 1)
                .series(series(SeriesKind.REQUEST, ORDERS, Phase.RAMP_UP, 10, 0, 1))
                .result();
        LoadResult drops = load().request(CART, 10, 1)
                .scenario("market", 1000, 50)
                .check("has an id", 75, 25)
                .result();
        return Stream.of(
                arguments(plain, "", Metric.PERCENTILE, 95, 500, State.MET, 3900, "p95: 400 ms, limit 500 ms, MET"),
                arguments(plain, "", Metric.PERCENTILE, 50, 100.1, State.MET, 3900, "p50: 100 ms, limit 100.1 ms, MET"),
                arguments(plain, "", Metric.MAX, 0, 300, State.MISSED, 3900, "max: 400 ms, limit 300 ms, MISSED"),
                arguments(plain, "", Metric.MEAN, 0, 200, State.MET, 3900, "mean: 169 ms, limit 200 ms, MET"),
                arguments(
                        plain,
                        ORDERS,
                        Metric.PERCENTILE,
                        90,
                        399,
                        State.MISSED,
                        900,
                        "p90 of POST /orders: 400 ms, limit 399 ms, MISSED"),
                arguments(plain, "", Metric.ERROR_RATE, 0, 2.5, State.MET, 4000, "error rate: 2.5 %, limit 2.5 %, MET"),
                arguments(
                        plain,
                        "",
                        Metric.ERROR_RATE,
                        0,
                        0,
                        State.MISSED,
                        4000,
                        "error rate: 2.5 %, none allowed, MISSED"),
                arguments(
                        plain,
                        ORDERS,
                        Metric.ERROR_RATE,
                        0,
                        1,
                        State.MISSED,
                        1000,
                        "error rate of POST /orders: 10 %, limit 1 %, MISSED"),
                arguments(plain, "", Metric.THROUGHPUT, 0, 39, State.MET, 4000, "throughput: 39/s, at least 39/s, MET"),
                arguments(
                        plain,
                        CART,
                        Metric.THROUGHPUT,
                        0,
                        30.02,
                        State.MISSED,
                        3000,
                        "throughput of GET /cart: 30/s, at least 30.02/s, MISSED"),
                arguments(
                        slow,
                        "",
                        Metric.PERCENTILE,
                        99,
                        500,
                        State.INCONCLUSIVE,
                        312,
                        "p99: 700 ms, limit 500 ms, INCONCLUSIVE, needs at least 1,000 samples, has 312"),
                arguments(slow, "", Metric.PERCENTILE, 95, 500, State.MISSED, 312, "p95: 700 ms, limit 500 ms, MISSED"),
                arguments(
                        broken,
                        "",
                        Metric.PERCENTILE,
                        95,
                        500,
                        State.NO_DATA,
                        512,
                        "p95: -, limit 500 ms, NO_DATA, all 512 samples failed"),
                arguments(
                        broken,
                        CART,
                        Metric.THROUGHPUT,
                        0,
                        1,
                        State.MISSED,
                        512,
                        "throughput of GET /cart: 0/s, at least 1/s, MISSED"),
                arguments(
                        ramp,
                        ORDERS,
                        Metric.PERCENTILE,
                        50,
                        1,
                        State.NO_DATA,
                        0,
                        "p50 of POST /orders: -, limit 1 ms, NO_DATA, no sample was measured"),
                arguments(
                        plain,
                        "GET /chart",
                        Metric.MAX,
                        0,
                        1,
                        State.NO_DATA,
                        0,
                        "max of GET /chart: -, limit 1 ms, NO_DATA, no such request; there are: GET /cart, POST /orders"),
                arguments(drops, "", Metric.DROPPED, 0, 1, State.MISSED, 2000, "dropped: 2.5 %, limit 1 %, MISSED"),
                arguments(
                        drops, "", Metric.FAILED_CHECKS, 0, 30, State.MET, 100, "failed checks: 25 %, limit 30 %, MET"),
                arguments(
                        plain,
                        "",
                        Metric.FAILED_CHECKS,
                        0,
                        1,
                        State.NO_DATA,
                        0,
                        "failed checks: -, limit 1 %, NO_DATA, no check was made"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void objective_evaluated_hasVerdict(
            LoadResult result,
            String request,
            Metric metric,
            double percentile,
            double limit,
            State state,
            long samples,
            String text) {
        ObjectiveResult verdict = first(result, objective(request, metric, percentile, limit));

        assertThat(described(List.of(verdict))).containsExactly(text);
        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.samples()).isEqualTo(samples);
        assertThat(result.objectives()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,10", "50,20", "90,100", "95,200", "99,1000", "99.9,10000", "99.99,100000", "33,15", "100,1"})
    void percentile_needs_tenSamplesBeyondIt(double percentile, long needed) {
        assertThat(SampleMetric.needed(percentile)).isEqualTo(needed);
        assertThat(first(
                                load().request(CART, (int) needed, 1).result(),
                                objective("", Metric.PERCENTILE, percentile, 9))
                        .state())
                .isEqualTo(State.MET);
    }

    @Test
    void percentile_oneSampleShort_isInconclusiveWhateverItsValue() {
        LoadResult result = load().request(CART, 199, 1).result();

        assertThat(first(result, objective("", Metric.PERCENTILE, 95, 9)).state())
                .isEqualTo(State.INCONCLUSIVE);
    }

    @Test
    void percentile_outsideRange_isRefused() {
        LoadResult result = load().result();

        assertThatThrownBy(() -> first(result, objective("", Metric.PERCENTILE, 101, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percentile was 101.0 but must be from 0 to 100");
    }

    @Test
    void unknownRequest_amongMany_listsTenCleanNames() {
        Loads load = load();
        IntStream.rangeClosed(1, 12).forEach(i -> load.request(String.format("GET /%02d\u001b[31m", i), 1, 1));

        assertThat(first(load.result(), objective("x", Metric.MAX, 0, 1)).note())
                .isEqualTo(
                        "no such request; there are: GET /01?[31m, GET /02?[31m, GET /03?[31m, GET /04?[31m,"
                                + " GET /05?[31m, GET /06?[31m, GET /07?[31m, GET /08?[31m, GET /09?[31m, GET /10?[31m and 2 more");
    }

    @Test
    void noObjective_evaluated_allowsNoErrorAndNoFailedCheck() {
        LoadResult result =
                load().series(request(CART, 100, 12, 1)).check("id", 5, 3).result();

        assertThat(described(Objectives.evaluate(result, List.of())))
                .containsExactly("errors: 12, none allowed, MISSED", "failed checks: 3, none allowed, MISSED");
    }

    @Test
    void objectivesForErrorsAndChecks_evaluated_replaceTheImplicitOnes() {
        LoadResult result =
                load().series(request(CART, 100, 12, 1)).check("id", 5, 3).result();

        assertThat(described(Objectives.evaluate(
                        result,
                        List.of(objective("", Metric.ERROR_RATE, 0, 50), objective("", Metric.FAILED_CHECKS, 0, 50)))))
                .containsExactly("error rate: 10.7 %, limit 50 %, MET", "failed checks: 37.5 %, limit 50 %, MET");
    }

    @Test
    void errorRateOfOneRequest_evaluated_leavesNoErrorToTheOthers() {
        LoadResult result = load().series(request(CART, 100, 1, 1))
                .series(request(ORDERS, 99, 1, 1))
                .error(LoadResult.ITERATION, "IllegalStateException", "boom", 2, 30_000)
                .result();

        assertThat(described(Objectives.evaluate(result, List.of(objective(ORDERS, Metric.ERROR_RATE, 0, 5)))))
                .containsExactly(
                        "error rate of POST /orders: 1 %, limit 5 %, MET",
                        "errors of other requests: 1, none allowed, MISSED, no check was about them",
                        "failures of (iteration): 2, none allowed, MISSED, outside a request: most often"
                                + " IllegalStateException boom, 2 times");
    }

    @Test
    void errorRateOfTheOnlyRequest_evaluated_leavesNothingElse() {
        LoadResult result = load().series(request(CART, 100, 1, 1)).result();

        assertThat(described(Objectives.evaluate(result, List.of(objective(CART, Metric.ERROR_RATE, 0, 5)))))
                .containsExactly("error rate of GET /cart: 0.99 %, limit 5 %, MET");
    }

    @Test
    void nothingMeasured_evaluated_isOneResultWithoutData() {
        assertThat(described(Objectives.evaluate(Loads.nothing().result(), List.of())))
                .containsExactly("iterations: -, limit > 0, NO_DATA, no iteration ended in the measured time");
    }

    @Test
    void oneScenarioWithoutAnySample_evaluated_isNotHeldByTheOther() {
        Series skipped = TestFigures.series(
                new Series.Key("night", "night", SeriesKind.ITERATION, Phase.MEASURE),
                Map.of(Outcome.SKIPPED, 12L),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                0,
                0);

        assertThat(described(Objectives.evaluate(
                        load().request(CART, 100, 1)
                                .scenario("night", 12, 0)
                                .series(skipped)
                                .result(),
                        List.of())))
                .containsExactly(
                        "iterations of scenario night: -, limit > 0, NO_DATA, the measured iterations were all"
                                + " skipped (12)",
                        "errors: 0, none allowed, MET");
    }

    @Test
    void oneOpenScenarioOfWhichNothingWasDue_evaluated_isNoMiss() {
        assertThat(described(Objectives.evaluate(
                        load().request(CART, 100, 1).scenario("night", 0, 0).result(), List.of())))
                .containsExactly("errors: 0, none allowed, MET");
    }

    @Test
    void allSkipped_evaluated_saysSo() {
        Series skipped = TestFigures.series(
                new Series.Key("browse", "browse", SeriesKind.ITERATION, Phase.MEASURE),
                Map.of(Outcome.SKIPPED, 12L),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                0,
                0);

        assertThat(described(Objectives.evaluate(Loads.nothing().series(skipped).result(), List.of())))
                .containsExactly("iterations: -, limit > 0, NO_DATA, the measured iterations were all skipped (12)");
    }

    @Test
    void iterationsWithoutAnyMeasuredRequest_evaluated_haveNoData() {
        LoadResult result = load().series(series(SeriesKind.REQUEST, CART, Phase.WARM_UP, 10, 0, 1))
                .result();

        assertThat(described(Objectives.evaluate(result, List.of())))
                .containsExactly("errors: -, none allowed, NO_DATA, no sample was measured");
    }

    @Test
    void bodyWithoutRequests_evaluated_isJudgedByItsIterations() {
        LoadResult result = load().interval(
                        second(21, Phase.MEASURE, series(SeriesKind.ITERATION, "browse", Phase.MEASURE, 10, 0, 100)))
                .result();

        ObjectiveResult verdict = first(result, objective("", Metric.PERCENTILE, 95, 50));

        assertThat(verdict.state()).isEqualTo(State.MISSED);
        assertThat(verdict.firstMissedMillis()).isEqualTo(21_000);
    }

    @Test
    void misses_evaluated_areDatedInOneWalk() {
        Loads load = load().request(CART, 1000, 300).series(request(ORDERS, 500, 10, 900));
        load.interval(second(5, Phase.RAMP_UP, series(SeriesKind.REQUEST, CART, Phase.RAMP_UP, 1, 1, 9000)));
        load.interval(second(21, Phase.MEASURE, request(CART, 10, 0, 100)));
        load.interval(second(22, Phase.MEASURE));
        load.interval(second(372, Phase.MEASURE, request(CART, 1, 0, 300), request(ORDERS, 0, 1, 1)));
        load.interval(second(373, Phase.MEASURE, request(ORDERS, 19, 1, 900)));
        LoadResult source = load.result();
        List<Integer> walks = new ArrayList<>();
        LoadResult result = new LoadResult(
                "T.t",
                source.data(),
                each -> {
                    walks.add(1);
                    source.timeline().forEach(each);
                },
                Path.of("x"),
                Enforcement.ENFORCE);

        List<ObjectiveResult> verdicts = Objectives.evaluate(
                result,
                List.of(
                        objective("", Metric.PERCENTILE, 95, 200),
                        objective("", Metric.MAX, 0, 1000),
                        objective(ORDERS, Metric.MEAN, 0, 200),
                        objective(ORDERS, Metric.ERROR_RATE, 0, 1),
                        objective("", Metric.THROUGHPUT, 0, 400)));

        assertThat(verdicts)
                .extracting(ObjectiveResult::firstMissedMillis)
                .containsExactly(372_000L, null, 373_000L, 372_000L, null, null);
        assertThat(walks).hasSize(1);
    }

    @Test
    void everythingHeld_evaluated_readsNoInterval() {
        LoadResult source = load().request(CART, 1000, 1).result();
        LoadResult result = new LoadResult(
                "T.t",
                source.data(),
                each -> {
                    throw new AssertionError("walked");
                },
                Path.of("x"),
                Enforcement.ENFORCE);

        assertThat(Objectives.evaluate(result, List.of(objective("", Metric.PERCENTILE, 95, 2))))
                .allMatch(ObjectiveResult::met);
    }

    @Test
    void failureOutsideRequests_evaluated_isDatedByItsError() {
        LoadResult result = load().request(CART, 1000, 1)
                .error(LoadResult.ITERATION, "IllegalStateException", "boom", 2, 33_456)
                .result();

        assertThat(Objectives.evaluate(result, List.of()))
                .extracting(ObjectiveResult::firstMissedMillis)
                .containsExactly(null, 33_456L);
    }

    @Test
    void missWithinTheWidthOfItsBucket_saysHowWideThatIs() {
        LoadResult result = load().request(CART, 1000, 300.1).result();

        assertThat(described(List.of(first(result, objective("", Metric.PERCENTILE, 95, 300)))))
                .containsExactly("p95: 300.1 ms, limit 300 ms, MISSED, percentiles are known to 0.26 ms here");
        assertThat(described(List.of(first(result, objective("", Metric.PERCENTILE, 95, 299)))))
                .containsExactly("p95: 300 ms, limit 299 ms, MISSED");
    }

    @Test
    void limits_areShownAsTheyWereWritten() {
        LoadResult result = load().series(request(CART, 999_996, 4, 300)).result();

        assertThat(described(Objectives.evaluate(
                                result,
                                List.of(
                                        new Objective("", Metric.PERCENTILE, 95, 299.9995, "299.9995ms", null),
                                        new Objective("", Metric.MEAN, 0, 0.001, "1us", null),
                                        new Objective("", Metric.ERROR_RATE, 0, 0.0001, "0.0001%", null),
                                        new Objective(
                                                "", Metric.THROUGHPUT, 0, 36_000_000 / 3600.0, "36000000/h", null)))
                        .subList(0, 4)))
                .containsExactly(
                        "p95: 300 ms, limit 299.9995ms, MISSED, percentiles are known to 0.26 ms here",
                        "mean: 300 ms, limit 1us, MISSED",
                        "error rate: 0.0004 %, limit 0.0001%, MISSED",
                        "throughput: 35999856/h, at least 36000000/h, MISSED");
    }

    @Test
    void stepsAndIterations_areJudgedByName_andStepsAreNamedWhereANameIsUnknown() {
        LoadResult result = load().request(CART, 1000, 10)
                .series(series(SeriesKind.STEP, "checkout", Phase.MEASURE, 500, 0, 50))
                .result();

        assertThat(described(List.of(
                        first(result, objective("checkout", Metric.MAX, 0, 40)),
                        first(result, objective("(iteration)", Metric.MAX, 0, 90)),
                        first(result, objective("cart", Metric.MAX, 0, 90)))))
                .containsExactly(
                        "max of checkout: 50 ms, limit 40 ms, MISSED",
                        "max of (iteration): 100 ms, limit 90 ms, MISSED",
                        "max of cart: -, limit 90 ms, NO_DATA, no such request; there are: GET /cart, checkout (a step)");
    }

    @Test
    void longName_isCutAsTheSeriesIs() {
        String name = "GET /" + "x".repeat(300);
        LoadResult result = load().request(RequestNames.stored(name), 1000, 100)
                .series(request(CART, 1000, 5, 100))
                .result();

        List<ObjectiveResult> verdicts = Objectives.evaluate(
                result, List.of(objective(name, Metric.MAX, 0, 200), objective(name, Metric.ERROR_RATE, 0, 0)));

        assertThat(verdicts)
                .extracting(ObjectiveResult::subject, ObjectiveResult::metric, ObjectiveResult::state)
                .containsExactly(
                        tuple(RequestNames.stored(name), "max", ObjectiveResult.State.MET),
                        tuple(RequestNames.stored(name), "error rate", ObjectiveResult.State.MET),
                        tuple("other requests", "errors", ObjectiveResult.State.MISSED));
    }

    @Test
    void unknownRequest_amongTooManyNames_saysWhichWereCountedTogether() {
        LoadResult result =
                load().request(CART, 1000, 100).overCap("GET /1", "GET /2").result();

        assertThat(Objectives.evaluate(result, List.of(objective("GET /2", Metric.MAX, 0, 200)))
                        .get(0)
                        .note())
                .isEqualTo(
                        "no such request; there are: GET /cart; 1,202 requests of more names than are kept counted as"
                                + " (other), the first of them GET /1, GET /2");
    }
}
