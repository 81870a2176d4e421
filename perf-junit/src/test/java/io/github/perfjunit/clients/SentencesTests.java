// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTests {

    @ParameterizedTest
    @CsvSource({
        "timeout, true, host:1 did not finish its answer in time",
        "tls, false, TLS with host:1 failed: what was said",
        "reset, true, host:1 reset the connection in the middle of its answer",
        "protocol, false, host:1 sent no valid HTTP answer",
        "io, true, exchange with host:1 failed: what was said"
    })
    void of_kind_saysWhatHappened(String kind, boolean answered, String sentence) {
        assertThat(Sentences.of(kind, "host:1", answered, new IOException("what was said")))
                .isEqualTo(sentence);
    }

    @Test
    void of_messageMissingOrEndless_isBounded() {
        assertThat(Sentences.of("io", "host:1", false, new IOException(" ")))
                .isEqualTo("exchange with host:1 failed: IOException");
        assertThat(Sentences.of("io", "host:1", false, new IOException("x".repeat(500))))
                .isEqualTo("exchange with host:1 failed: " + "x".repeat(200) + "...");
    }
}
