// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTests {

    private static Row row(int round, String tool, double cpu, boolean disturbed) {
        Reported reported = new Reported(1500, 20_000, 0);
        return new Row(round, "nginx", 64, tool, 64, 100_000, cpu, 2, 2, 0.1, 0, 99, 0.5, reported, disturbed, "");
    }

    @Test
    void rounds_markdown_ratiosAreThoseWithinEachRound() {
        List<Row> rows = List.of(
                row(1, "wrk", 10, false),
                row(1, "ours", 15, false),
                row(2, "wrk", 20, false),
                row(2, "ours", 40, true),
                row(3, "ours", 50, false));

        assertThat(new ResultTable(rows, List.of("wrk"), "req/s", "requests").markdown())
                .isEqualTo("""
                        | server | users | tool | rounds | connections | CPU-s per million requests | ratio to wrk | req/s | p50 ms | p99 ms | RSS MB | start s | errors |
                        |---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                        | nginx | 64 | wrk | 2 | 64 | 15.0 (10.0-20.0) | 1.00 (1.00-1.00) | 100,000 (100,000-100,000) | 1.50 | 20.00 | 99 | 0.50 | 0 |
                        | nginx | 64 | ours | 3 (1*) | 64 | 40.0 (15.0-50.0) | 1.75 (1.50-2.00) | 100,000 (100,000-100,000) | 1.50 | 20.00 | 99 | 0.50 | 0 |

                        `*` marks how many of the rounds other work on the machine disturbed; their figures are in.
                        """);
    }

    @Test
    void failedRun_markdown_isNamedAndHasNoFigures() {
        List<Row> rows = List.of(row(1, "wrk", 10, false), Row.failed(1, "nginx", 64, "k6", "no request within 60 s"));

        assertThat(new ResultTable(rows, List.of("wrk"), "req/s", "requests").markdown())
                .doesNotContain("| k6 |")
                .endsWith("\nRound 1, nginx, 64 users: k6 failed: no request within 60 s\n");
    }

    @Test
    void unknownFigures_json_areNull() {
        assertThat(Row.failed(2, "nginx", 64, "k6", "it said \"no\"\n").json())
                .isEqualTo(
                        "{\"round\":2,\"server\":\"nginx\",\"users\":64,\"tool\":\"k6\",\"connections\":null,\"rate\":null,"
                                + "\"cpu_per_million\":null,\"cores\":null,\"server_cores\":null,\"other_cores\":null,"
                                + "\"steal_cores\":null,\"rss_mb\":null,\"start_s\":null,\"p50_us\":null,\"p99_us\":null,"
                                + "\"errors\":null,\"disturbed\":false,\"failure\":\"it said 'no''\"}");
    }
}
