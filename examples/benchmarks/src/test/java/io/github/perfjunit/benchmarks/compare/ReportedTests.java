// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.benchmarks.compare.Reported.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportedTests {

    @Test
    void wrk_read_timesInMicrosecondsAndErrors() {
        String output = """
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency     4.83ms   12.34ms 140.34ms   92.61%
                  Latency Distribution
                     50%  262.00us
                     75%    3.83ms
                     99%   63.57ms
                  585876 requests in 8.13s, 142.48MB read
                  Socket errors: connect 2, read 3, write 0, timeout 0
                """;
        assertThat(Reported.read(Format.WRK, output)).isEqualTo(new Reported(262, 63_570, 5));
    }

    @Test
    void k6_read_timesAndFailedRequests() {
        String output = """
                http_req_duration..............: min=27.68µs med=1.53ms p(99)=1.2s max=35.99ms count=246345
                  { expected_response:true }...: min=27.68µs med=1.00ms p(99)=1.0s max=35.99ms count=246345
                http_req_failed................: 0.00%  ✓ 3           ✗ 246345
                """;
        assertThat(Reported.read(Format.K6, output)).isEqualTo(new Reported(1530, 1_200_000, 3));
    }

    @Test
    void newerK6_read_failedRequests() {
        String output = "http_req_failed................: 0.01% 4 out of 40000\n";
        assertThat(Reported.read(Format.K6, output).errors()).isEqualTo(4);
    }

    @Test
    void gatling_read_timesOfAllRequests() {
        String output = """
                > request count                                  |   451,003 |   450,000 |     1,003
                > max response time (ms)                         |     1,112 |       112 |         -
                > response time 50th percentile (ms)             |         1 |         0 |         -
                > response time 99th percentile (ms)             |     1,013 |        13 |         -
                """;
        assertThat(Reported.read(Format.GATLING, output)).isEqualTo(new Reported(1000, 1_013_000, 1003));
    }

    @Test
    void gatlingWithoutFailures_read_noErrors() {
        String output = "> request count          |   451,003 |   451,003 |         -\n";
        assertThat(Reported.read(Format.GATLING, output).errors()).isZero();
    }

    @Test
    void result_read_itsFields() {
        String output = "noise\nRESULT {\"count\":9,\"p50_us\":12,\"p99_us\":345,\"max_us\":400,\"errors\":1}\nmore\n";
        assertThat(Reported.read(Format.RESULT, output)).isEqualTo(new Reported(12, 345, 1));
    }

    @Test
    void pgbench_read_failedTransactions() {
        String output = """
                number of transactions actually processed: 25821
                number of failed transactions: 12 (0.046%)
                latency average = 0.697 ms
                """;
        assertThat(Reported.read(Format.PGBENCH, output)).isEqualTo(new Reported(Double.NaN, Double.NaN, 12));
    }

    @Test
    void sysbench_read_percentileAndErrors() {
        String output = """
                    transactions:                        5545   (614.32 per sec.)
                    ignored errors:                      3      (0.33 per sec.)

                Latency (ms):
                         max:                                  214.90
                         99th percentile:                       15.55
                """;
        assertThat(Reported.read(Format.SYSBENCH, output)).isEqualTo(new Reported(Double.NaN, 15_550, 3));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void brokenOutput_read_knowsNoTimes(Format format) {
        Reported nothing = Reported.read(format, "Exception in thread \"main\"\n");
        assertThat(nothing.p50Micros()).isNaN();
        assertThat(nothing.p99Micros()).isNaN();
    }
}
