// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.internal.report.StoredExample;
import io.github.perfjunit.internal.report.run.StoredRun;
import io.github.perfjunit.internal.report.text.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CiFilesTests {

    private static final Set<String> OWN = Set.of("CatalogLoadTest.visit");

    private final StoredExample load = new StoredExample();

    @TempDir
    private Path output;

    private StoredRun run() throws IOException {
        load.seconds = 10;
        load.write(output);
        return StoredRun.read(output);
    }

    private static CiFiles files(Map<String, String> environment) {
        return new CiFiles(environment::get, true);
    }

    @Test
    void summary_failedLoad_tellsVerdictObjectivesAndRequests() throws IOException {
        files(Map.of()).write(output, run());

        assertThat(Files.readString(output.resolve("summary.md"))).isEqualTo("""
                        <!-- perf-junit -->

                        ### :x: Load tests: FAILED

                        1 load: 1 FAILED.

                        | | Test | What decided | p95 | p99 | Errors | Rate |
                        |:-:|---|---|--:|--:|--:|--:|
                        | :x: | `CatalogLoadTest.visit` | FAILED: `p99 of POST /orders` **402 ms**, `limit 350 ms` (14.9 % past, first at 0:24) | 260 ms | 290 ms | 0.62 % | 40/s |

                        <details><summary>CatalogLoadTest.visit: 2 objectives</summary>

                        | | Objective | Measured | Limit |
                        |:-:|---|--:|--:|
                        | :x: | `p99 of POST /orders` | 402 ms | `<= 350 ms` |
                        | :white_check_mark: | `p95 of all requests` | 113 ms | `<= 250 ms` |

                        | Request | Count | Rate | Errors | p50 | p95 | p99 | max |
                        |---|--:|--:|--:|--:|--:|--:|--:|
                        | `all requests` | 322 | 40/s | 0.62 % | 23 ms | 260 ms | 290 ms | 300 ms |
                        | `POST /orders` | 162 | 20/s | 1.23 % | 24 ms | 260 ms | 300 ms | 300 ms |
                        | `GET /products` | 160 | 20/s | 0 % | 23 ms | 250 ms | 290 ms | 290 ms |

                        </details>

                        """ + environment());
    }

    private static String environment() {
        return Runtime.getRuntime().availableProcessors()
                + (Runtime.getRuntime().availableProcessors() == 1 ? " core" : " cores") + ", Java `"
                + System.getProperty("java.version") + "`, `" + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + "`; charts in `report.html`\n";
    }

    @Test
    void summary_foreignNames_areNoMarkup() throws IOException {
        load.names = List.of("GET /ok", "a`|b @team [x](y) <b>");
        load.testClass = "shop.<b>@team";
        load.verdict = Verdict.FAILED;
        load.objectives.clear();
        load.reasons = List.of("see `a` | b\n::error::");
        files(Map.of()).write(output, run());

        assertThat(Files.readString(output.resolve("summary.md")))
                .contains("`a'\\|b @team [x](y) <b>`")
                .contains("`see 'a' \\| b ::error::`")
                .contains("<summary>&lt;b&gt;&#64;team.visit")
                .doesNotContain("\n::");
    }

    @Test
    void summary_manyLoads_fitsIntoAComment() throws IOException {
        for (int i = 0; i < 25; i++) {
            StoredExample other = new StoredExample();
            other.method = "load" + i;
            other.seconds = 1;
            other.names = IntStream.range(0, 12)
                    .mapToObj(n -> "GET /a/path/that/is/rather/long/for/a/name/of/a/request/and/has/its/number/" + n
                            + "/because/templates/have/ids/of/their/own/and/that/again/" + n)
                    .toList();
            other.write(output);
        }
        files(Map.of()).write(output, StoredRun.read(output));

        assertThat(output.resolve("summary.md"))
                .content()
                .hasSizeLessThan(60_500)
                .contains("are in the report.");
    }

    @Test
    void metrics_areRoundedOpenMetrics() throws IOException {
        load.names = List.of("GET \"products\"");
        files(Map.of()).write(output, run());

        assertThat(Files.readString(output.resolve("metrics.txt"))).isEqualTo("""
                        # TYPE loadtest_passed gauge
                        loadtest_passed{test="CatalogLoadTest.visit"} 0
                        # TYPE loadtest_p50_ms gauge
                        loadtest_p50_ms{test="CatalogLoadTest.visit",request="all requests"} 23
                        loadtest_p50_ms{test="CatalogLoadTest.visit",request="GET \\"products\\""} 23
                        # TYPE loadtest_p95_ms gauge
                        loadtest_p95_ms{test="CatalogLoadTest.visit",request="all requests"} 250
                        loadtest_p95_ms{test="CatalogLoadTest.visit",request="GET \\"products\\""} 250
                        # TYPE loadtest_p99_ms gauge
                        loadtest_p99_ms{test="CatalogLoadTest.visit",request="all requests"} 290
                        loadtest_p99_ms{test="CatalogLoadTest.visit",request="GET \\"products\\""} 290
                        # TYPE loadtest_errors_pct gauge
                        loadtest_errors_pct{test="CatalogLoadTest.visit",request="all requests"} 0
                        loadtest_errors_pct{test="CatalogLoadTest.visit",request="GET \\"products\\""} 0
                        # TYPE loadtest_ok_per_second gauge
                        loadtest_ok_per_second{test="CatalogLoadTest.visit",request="all requests"} 20
                        loadtest_ok_per_second{test="CatalogLoadTest.visit",request="GET \\"products\\""} 20
                        # EOF
                        """);
    }

    @Test
    void gitHub_missedObjective_isAnErrorLineAndTheSummaryOfTheStep() throws IOException {
        Path summary = output.resolveSibling(output.getFileName() + "-step");
        Files.writeString(summary, "before\n");
        try {
            List<String> lines = files(Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()))
                    .tell(run(), OWN);

            assertThat(lines)
                    .containsExactly(
                            "::error title=CatalogLoadTest.visit::p99 of POST /orders was 402 ms, limit 350 ms,"
                                    + " first at 0:24");
            assertThat(summary)
                    .content()
                    .startsWith("before\n<!-- perf-junit -->")
                    .contains("| :x: |");
        } finally {
            Files.delete(summary);
        }
    }

    @Test
    void gitHub_invalidLoad_tellsTheReasonInOneLine() throws IOException {
        load.verdict = Verdict.INVALID;
        load.testClass = "shop.A,B:C";
        load.reasons = List.of("the load was not delivered: 50% dropped");

        assertThat(files(Map.of("GITHUB_ACTIONS", "true")).tell(run(), Set.of("A,B:C.visit")))
                .containsExactly("::error title=A%2CB%3AC.visit::INVALID: the load was not delivered: 50%25 dropped");
    }

    @Test
    void gitHub_passedLoadOrThatOfAnotherJvm_isNoError() throws IOException {
        load.verdict = Verdict.PASSED;
        load.objectives = List.of(ExampleLoad.objective("POST /orders", "p99", 350, 302, null));
        Map<String, String> environment = Map.of("GITHUB_ACTIONS", "true");

        assertThat(files(environment).tell(run(), OWN)).isEmpty();
        load.verdict = Verdict.FAILED;
        assertThat(files(environment).tell(run(), Set.of())).isEmpty();
        assertThat(new CiFiles(environment::get, false).tell(run(), OWN)).isEmpty();
    }

    @Test
    void stepSummary_thatCannotBeWritten_isTold() throws IOException {
        assertThat(files(Map.of("GITHUB_STEP_SUMMARY", output + "/no/such/folder/file"))
                        .tell(run(), OWN))
                .singleElement()
                .asString()
                .matches("GITHUB_STEP_SUMMARY .*/no/such/folder/file could not be written: NoSuchFileException: .*");
    }
}
