// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.analysis.NoisyServer.Latencies;
import io.github.perfjunit.analysis.Persistence.Verdict;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a step is called missed, and a load ended, by how far its true percentile is from the limit. */
class PersistenceRatesTests {

    private static final int TRIALS = 300;

    @ParameterizedTest
    @CsvSource({
        "0.95, 30, 100, 0.8, 0.0, 0.003",
        "0.95, 30, 100, 0.9, 0.0, 0.003",
        "0.95, 30, 100, 1.1, 0.94, 1",
        "0.95, 30, 100, 1.25, 0.995, 1",
        "0.95, 60, 10, 0.9, 0.0, 0.003",
        "0.95, 60, 10, 1.1, 0.94, 1",
        "0.99, 60, 100, 0.7, 0.0, 0.003",
        "0.99, 60, 100, 0.9, 0.0, 0.003",
        "0.99, 60, 100, 1.1, 0.06, 0.06",
        "0.99, 60, 100, 1.25, 0.97, 1",
        "0.99, 60, 100, 1.5, 0.995, 1",
        "0.99, 60, 10, 1.25, 0.78, 1",
        "0.99, 60, 10, 1.5, 0.995, 1"
    })
    void judge_truthBesideTheLimit_isMissedAsOftenAsWasSimulated(
            double quantile, int planned, int perSecond, double ratio, double least, double most) {
        double limit = NoisyServer.truth(quantile) - Math.log(ratio);
        int missed = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            missed += judge(new NoisyServer(trial, perSecond, 60), quantile, limit, planned) == Verdict.MISSED ? 1 : 0;
        }
        assertThat(missed).isBetween(Margin.least(least, TRIALS), Margin.most(most, TRIALS));
    }

    private static Verdict judge(NoisyServer server, double quantile, double limit, int planned) {
        long[] over = new long[Persistence.LONGEST * planned];
        long[] total = new long[over.length];
        Latencies second = new Latencies();
        for (int i = 0; i < over.length; i++) {
            second.clear();
            server.second(0, second);
            over[i] = second.over(limit);
            total[i] = second.count();
            if ((i + 1) % planned == 0) {
                Verdict verdict = Persistence.judge(
                                Arrays.copyOf(over, i + 1), Arrays.copyOf(total, i + 1), 1 - quantile, planned)
                        .verdict();
                if (verdict != Verdict.LENGTHEN) {
                    return verdict;
                }
            }
        }
        throw new AssertionError("not decided after three times the length");
    }

    @ParameterizedTest
    @CsvSource({
        "0.95, 100, 300, 0.9, 0, 0.004",
        "0.95, 10, 300, 0.9, 0, 0.004",
        "0.99, 100, 300, 0.9, 0, 0.004",
        "0.95, 100, 60, 1.5, 0.97, 1",
        "0.99, 100, 60, 1.5, 0.94, 1"
    })
    void abort_truthBesideTheLimit_endsAsOftenAsWasSimulated(
            double quantile, int perSecond, int seconds, double ratio, double least, double most) {
        double limit = NoisyServer.truth(quantile) - Math.log(ratio);
        int ended = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            NoisyServer server = new NoisyServer(trial, perSecond, 60);
            AbortRule rule = new AbortRule(1 - quantile);
            Latencies second = new Latencies();
            boolean end = false;
            for (int i = 0; i < seconds && !end; i++) {
                second.clear();
                server.second(0, second);
                end = rule.accept(second.over(limit), second.count());
            }
            ended += end ? 1 : 0;
        }
        assertThat(ended).isBetween(Margin.least(least, TRIALS), Margin.most(most, TRIALS));
    }
}
