// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTests {

    private static final Instant TIME = Instant.ofEpochSecond(0x5759e988L);

    @Test
    void bothHeaders_haveOneIdentifier() {
        TraceId id = new TraceId("5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8", true);

        assertThat(id.traceparent()).isEqualTo("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01");
        assertThat(id.amazon()).isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
    }

    @Test
    void notSampled_isSaidInBoth() {
        TraceId id = new TraceId("5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8", false);

        assertThat(id.traceparent()).endsWith("-00");
        assertThat(id.amazon()).endsWith(";Sampled=0");
    }

    @Test
    void of_beginsWithTheTimeAndIsNeverTheSame() {
        SplittableRandom random = new SplittableRandom(1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            TraceId id = TraceId.of(random, TIME, 0.5);
            assertThat(id.trace()).startsWith("5759e988");
            seen.add(id.trace());
            seen.add(id.parent());
        }
        assertThat(seen).hasSize(20_000);
    }

    @Test
    void of_samplesTheShare() {
        SplittableRandom random = new SplittableRandom(2);
        int sampled = 0;
        for (int i = 0; i < 100_000; i++) {
            sampled += TraceId.of(random, TIME, 0.01).sampled() ? 1 : 0;
            assertThat(TraceId.of(random, TIME, 0).sampled()).isFalse();
            assertThat(TraceId.of(random, TIME, 1).sampled()).isTrue();
        }
        assertThat(sampled).isBetween(900, 1100); // three standard errors are 94
    }

    @Test
    void next_isOfNow() {
        long before = Instant.now().getEpochSecond();

        long of = Long.parseLong(TraceId.next(1).trace().substring(0, 8), 16);

        assertThat(of).isBetween(before, Instant.now().getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void share_outside0To1_isRefused(double share) {
        assertThatThrownBy(() -> TraceId.next(share)).hasMessage("share was " + share + " but must be from 0 to 1");
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000, 53995c3f42cd8ad8",
        "5759e988bd862e3fe1be46a994272793, 0000000000000000",
        "5759E988bd862e3fe1be46a994272793, 53995c3f42cd8ad8",
        "5759e988, 53995c3f42cd8ad8"
    })
    void digits_ofAnotherForm_areRefused(String trace, String parent) {
        assertThatThrownBy(() -> new TraceId(trace, parent, true))
                .hasMessage("trace and parent were '" + trace + "' and '" + parent
                        + "' but must be 32 and 16 hexadecimal digits in lower case, not all zero");
    }
}
