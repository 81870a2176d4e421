// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.load;
import static io.github.perfjunit.slo.Loads.request;
import static io.github.perfjunit.slo.Loads.second;
import static io.github.perfjunit.slo.ObjectivesTests.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.slo.Objective.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SloViolationTests {

    private static final String CART = "GET /cart";
    private static final String ORDERS = "POST /orders";
    private static final Objective ERRORS = objective("", Metric.ERROR_RATE, 0, 1);

    private static String message(LoadResult result, List<Objective> objectives, String... notes) {
        return SloViolation.of(
                        "browse",
                        result,
                        Objectives.evaluate(result, objectives),
                        List.of(notes),
                        "target/perf/CatalogLoadTest.browse/report.html",
                        null)
                .getMessage();
    }

    private static String headline(LoadResult result, Objective... objectives) {
        return message(result, List.of(objectives)).lines().findFirst().orElseThrow();
    }

    @Test
    void oneMiss_toldInOneSentenceAndATable() {
        LoadResult result = load().request(CART, 14_312, 612)
                .interval(second(372, Phase.MEASURE, request(CART, 10, 0, 612)))
                .result();

        assertThat(message(
                        result,
                        List.of(
                                objective("", Metric.PERCENTILE, 95, 500),
                                objective("", Metric.PERCENTILE, 99, 1500),
                                ERRORS)))
                .isEqualTo("""
                        browse missed 1 of 3 SLOs: p95 612 ms, limit 500 ms (500 users, ramp-up 2m, 10m; 14,312 requests)

                          SLO         limit   actual
                          p95         500 ms  612 ms  MISSED  first at 6:12, 14,312 samples
                          p99         1.5 s   612 ms  ok      14,312 samples
                          error rate  1 %     0 %     ok      14,312 samples

                          report: target/perf/CatalogLoadTest.browse/report.html""");
    }

    /** What an extension found. */
    private record Found(String name, List<String> hints) implements ResultSection {

        @Override
        public Map<String, ?> data() {
            return Map.of();
        }

        @Override
        public List<ResultTable> tables() {
            return List.of();
        }

        @Override
        public List<String> hints() {
            if (hints.isEmpty()) {
                throw new IllegalStateException("broken");
            }
            return hints;
        }
    }

    @Test
    void hintsOfSections_standBeforeTheReport() {
        LoadResult result = load().request(CART, 14_312, 612)
                .result()
                .with(List.of(
                        new Found(
                                "jdbc",
                                List.of("N+1:\nread \u001b[31m" + "x".repeat(700), "second", "third", "fourth")),
                        new Found("broken", List.of())));

        assertThat(message(result, List.of(objective("", Metric.PERCENTILE, 95, 500))))
                .endsWith("\n\n  N+1: read ?[31m" + "x".repeat(582) + "...\n  second\n  third\n"
                        + "  report: target/perf/CatalogLoadTest.browse/report.html");
    }

    @Test
    void everythingWrong_toldWorstFirst() {
        LoadResult result = load().request(CART, 2000, 100)
                .series(request(ORDERS, 1400, 44, 1720))
                .request("GET /rare", 312, 90)
                .error(ORDERS, "503", "503 Service Unavailable", 43, 41_000)
                .error(ORDERS, "timeout", "read\n\u001b[31mtimed out", 1, 42_000)
                .interval(second(30, Phase.MEASURE, request(CART, 50, 0, 100), request(ORDERS, 10, 0, 1720)))
                .interval(second(41, Phase.MEASURE, request(ORDERS, 10, 1, 1720)))
                .problem("3 % of the starts were late")
                .problem("the processors were at 97 %")
                .stopped("p99 of POST /orders was 1.72 s over the last 10 s, limit 1.5 s")
                .result();

        assertThat(message(
                        result,
                        List.of(
                                objective("", Metric.PERCENTILE, 50, 500),
                                objective(ORDERS, Metric.PERCENTILE, 99, 1500),
                                objective("GET /rare", Metric.PERCENTILE, 99, 500),
                                objective("GET /gone", Metric.PERCENTILE, 99, 500),
                                objective("", Metric.THROUGHPUT, 0, 40)),
                        "p95 of GET /cart is 22 % slower than the baseline"))
                .isEqualTo("""
                        browse missed 3 of 6 SLOs: errors 44, none allowed, and 2 more; no verdict on 2 (3,756 requests)

                          SLO                  limit    actual
                          errors               none     44      MISSED   first at 0:41, 3,756 samples
                          p99 of POST /orders  1.5 s    1.72 s  MISSED   first at 0:30, 1,400 samples
                          throughput           >= 40/s  37.1/s  MISSED   3,756 samples
                          p99 of GET /gone     500 ms   -       no data  no such request; there are: GET /cart, GET /rare, POST /orders
                          p99 of GET /rare     500 ms   90 ms   too few  needs at least 1,000 samples, has 312
                          p50                  500 ms   100 ms  ok       3,712 samples

                          slowest: POST /orders, p95 1.72 s, 38.4 % of the requests
                          top error: POST /orders 503 Service Unavailable, 43 of 1,444
                          generator: 3 % of the starts were late, and 1 more
                          stopped early: p99 of POST /orders was 1.72 s over the last 10 s, limit 1.5 s
                          p95 of GET /cart is 22 % slower than the baseline
                          report: target/perf/CatalogLoadTest.browse/report.html""");
    }

    @Test
    void severalMisses_headline_namesTheOneFurthestPastItsLimit() {
        LoadResult result =
                load().request(CART, 2000, 100).request(ORDERS, 2000, 900).result();

        assertThat(headline(
                        result,
                        objective("", Metric.PERCENTILE, 95, 800),
                        objective(ORDERS, Metric.PERCENTILE, 99, 300),
                        objective("", Metric.THROUGHPUT, 0, 41),
                        ERRORS))
                .isEqualTo(
                        "browse missed 3 of 4 SLOs: p99 of POST /orders 900 ms, limit 300 ms, and 2 more (4,000 requests)");
    }

    @Test
    void tooFewSamples_headline_saysHowManyAreNeeded() {
        LoadResult result = load().request(CART, 312, 100).result();

        assertThat(headline(result, objective(CART, Metric.PERCENTILE, 99, 800), ERRORS))
                .isEqualTo(
                        "browse has no verdict on 1 of 2 SLOs: p99 of GET /cart needs at least 1,000 samples, has 312"
                                + " (312 requests)");
    }

    @Test
    void noSuchRequest_headline_isBrief() {
        LoadResult result = load().request(CART, 312, 100).result();

        assertThat(headline(result, objective("GET /chart", Metric.PERCENTILE, 99, 800), ERRORS))
                .isEqualTo("browse has no verdict on 1 of 2 SLOs: p99 of GET /chart, no such request"
                        + " (500 users, ramp-up 2m, 10m; 312 requests)");
    }

    @Test
    void nothingMeasured_headline_saysSo() {
        assertThat(headline(Loads.nothing().result()))
                .isEqualTo("browse has no verdict on 1 of 1 SLO: iterations, no iteration ended"
                        + " in the measured time (0 iterations)");
    }

    @Test
    void severalScenarios_headline_countsThem() {
        LoadResult result =
                load().scenario("market", 10, 0).request(CART, 1000, 100).result();

        assertThat(headline(result, objective("", Metric.MAX, 0, 80), ERRORS))
                .isEqualTo("browse missed 1 of 2 SLOs: max 100 ms, limit 80 ms (2 scenarios; 1,000 requests)");
    }

    @Test
    void manySlos_table_isBounded() {
        LoadResult result = load().request(CART, 1000, 100).result();
        List<Objective> objectives = IntStream.range(0, 20)
                .mapToObj(i -> objective("", Metric.MAX, 0, i < 8 ? 90 - i : 110 + i))
                .collect(Collectors.toList());

        assertThat(message(result, objectives).lines())
                .hasSize(13)
                .contains("  and 2 more that did not hold", "  and 13 more that held");
    }

    @Test
    void hostileNames_message_staysSmallAndPlain() {
        String name = "GET /\u001b[31m\n".repeat(100_000);
        Loads load = load().error(name, name, name, 5, 1).stopped(name).problem(name);
        IntStream.range(0, 30).forEach(i -> load.request(i + name, 1000, 100));
        String message = message(load.result(), List.of(objective(name, Metric.MAX, 0, 80)), name, name, name, name);

        assertThat(message).hasSizeLessThan(3000).doesNotContain("\u001b").doesNotContain("\r");
        assertThat(message.lines()).hasSizeLessThan(16);
        assertThat(message.lines().findFirst().orElseThrow()).hasSizeLessThan(180);
    }

    @Test
    void className_inBody_isFollowedByNoLineNumber() {
        LoadResult result = load().request(CART, 14_312, 612)
                .interval(second(372, Phase.MEASURE, request(CART, 10, 0, 612)))
                .result();

        assertThat(message(result, List.of(objective("", Metric.PERCENTILE, 95, 500))))
                .doesNotContainPattern("CatalogLoadTest[^\\n]*:\\d");
    }

    @Test
    void frame_given_isTheWholeStack() {
        LoadResult result = load().request(CART, 1000, 100).result();
        StackTraceElement frame = new StackTraceElement("shop.CatalogLoadTest", "browse", "CatalogLoadTest.java", 31);
        SloViolation violation = SloViolation.of(
                "browse",
                result,
                Objectives.evaluate(result, List.of(objective("", Metric.MAX, 0, 1))),
                List.of(),
                "",
                frame);
        violation.addSuppressed(new IllegalStateException("boom"));

        assertThat(violation.getStackTrace()).containsExactly(frame);
        assertThat(violation.isExpectedDefined()).isFalse();
        assertThat(violation)
                .hasMessageNotContaining("report:")
                .hasSuppressedException(new IllegalStateException("boom"));
    }

    @Test
    void frameOfANestedClass_followsOneOfTheOutermost() {
        StackTraceElement frame = new StackTraceElement("shop.OrderTest$Open$Deep", "browse", "OrderTest.java", 31);

        assertThat(SloViolation.stack(frame))
                .containsExactly(new StackTraceElement("shop.OrderTest", "browse", "OrderTest.java", 31), frame);
        StackTraceElement odd = new StackTraceElement("shop.$Generated", "browse", null, -1);
        assertThat(SloViolation.stack(odd)).containsExactly(odd);
        StackTraceElement plain = new StackTraceElement("OrderTest", "browse", null, -1);
        assertThat(SloViolation.stack(plain)).containsExactly(plain);
    }

    @Test
    void topErrorOfTheUsersCode_endsInItsLine() {
        LoadResult result = load().request(CART, 1000, 100)
                .thrown("NullPointerException", "it is null", "com.acme.MissTest.visit(MissTest.java:39)")
                .result();

        assertThat(message(result, List.of(ERRORS)))
                .contains("\n  top error: (iteration) NullPointerException it is null, 50 of 1,000 iterations"
                        + " at MissTest.java:39\n");
    }

    @Test
    void topErrorThatIsTooLong_keepsItsSqlState() {
        LoadResult result = load().request(CART, 1000, 100)
                .error(CART, "constraint", "a".repeat(150) + " (SQLState 23505, table paid)", 50, 41_000)
                .result();

        assertThat(message(result, List.of(objective("", Metric.MAX, 0, 1))))
                .contains("\n  top error: GET /cart constraint " + "a".repeat(89)
                        + "... (SQLState 23505), 50 of 1,000\n");
    }

    @Test
    void errorsThatDifferInNumbers_areOneTopError() {
        LoadResult result = load().request(CART, 2000, 100)
                .error(CART, "503", "order 5f3a-77c1 failed", 30, 41_000)
                .error(ORDERS, "timeout", "no answer", 40, 41_000)
                .error(CART, "503", "order 90cc-0001 failed", 30, 42_000)
                .result();

        assertThat(message(result, List.of(objective("", Metric.MAX, 0, 1))))
                .contains("\n  top error: GET /cart 503 order 5f3a-77c1 failed, 60 of 2,000\n");
    }

    @Test
    void noMiss_isNoViolation() {
        LoadResult result = load().request(CART, 1000, 100).result();

        assertThatThrownBy(() -> message(result, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("all objectives held, there is no violation");
    }
}
