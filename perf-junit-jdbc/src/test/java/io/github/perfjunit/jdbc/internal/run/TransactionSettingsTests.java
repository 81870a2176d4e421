// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.Isolation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransactionSettingsTests {

    private static TransactionSettings settings(boolean ownConnection, boolean keepConnection) {
        return new TransactionSettings(
                1, Isolation.DEFAULT, false, Duration.ZERO, ownConnection, false, keepConnection);
    }

    /** A connection that the method took itself is left open, whatever the pool says of those of the library. */
    @Test
    void connection_betweenTransactions_isHeldOnlyIfItIsTheLibrarysAndKept() {
        assertThat(settings(true, true).holdsBetween()).isTrue();
        assertThat(settings(true, false).holdsBetween()).isFalse();
        assertThat(settings(false, true).holdsBetween()).isFalse();
    }
}
