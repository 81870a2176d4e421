// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CountedFailuresTests {

    private final CountedFailures failures = new CountedFailures();

    @Test
    void failure_ofAnotherIteration_isNotKnown() {
        IOException failure = new IOException("counted");
        assertThat(failures.has(failure)).isFalse();

        failures.add(thrown -> thrown == failure);

        assertThat(failures.has(failure)).isTrue();
        assertThat(failures.has(new IllegalStateException(new IllegalStateException(failure))))
                .isTrue();
        assertThat(failures.has(new IOException("counted"))).isFalse();
        failures.clear();
        assertThat(failures.has(failure)).isFalse();
    }

    @Test
    void failures_many_areTheLatestFew() {
        for (int i = 0; i < 9; i++) {
            String message = "failure " + i;
            failures.add(thrown -> message.equals(thrown.getMessage()));
        }

        assertThat(failures.has(new IOException("failure 0"))).isFalse();
        assertThat(failures.has(new IOException("failure 1"))).isTrue();
        assertThat(failures.has(new IOException("failure 8"))).isTrue();
    }
}
