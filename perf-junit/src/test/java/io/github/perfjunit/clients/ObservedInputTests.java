// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ObservedInputTests {

    private final Counted user = new Counted();

    private ObservedInput over(InputStream in) {
        Exchange exchange =
                Measuring.<String>by(name -> name).begin(user, "GET /x", "host:1", 0, Exchange.Start.now(user));
        return new ObservedInput(in, exchange, () -> exchange.answered(200));
    }

    @Test
    void read_toTheEnd_isCountedOnce() throws IOException {
        try (ObservedInput in = over(new ByteArrayInputStream(new byte[10]))) {
            assertThat(in.markSupported()).isTrue();
            in.mark(5);
            assertThat(in.read()).isZero();
            in.reset();
            assertThat(in.skip(3)).isEqualTo(3);
            assertThat(in.read(new byte[7])).isEqualTo(7);
            assertThat(user.samples).isEmpty();
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
        }
        user.assertOk("GET /x");
        assertThat(user.only().bytesReceived()).isEqualTo(10);
    }

    @Test
    void read_mistakeOfTheReader_isNoFailureOfTheTarget() throws IOException {
        try (ObservedInput in = over(new ByteArrayInputStream(new byte[10]))) {
            assertThatThrownBy(() -> in.read(new byte[1], 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(user.samples).isEmpty();
        }
        user.assertOk("GET /x");
    }

    @Test
    void read_breaksOff_isThrownAndCounted() throws IOException {
        IOException broken = new IOException("Connection reset");
        try (ObservedInput in = over(new ByteArrayInputStream(new byte[1]) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                throw new IllegalStateException(broken);
            }
        })) {
            assertThatThrownBy(() -> in.read(new byte[1])).hasCause(broken);
        }
        user.assertFailed("GET /x", Outcome.ERROR, "reset", "host:1 reset the connection before it answered");
        assertThat(user.errors.get(0).cause()).hasCause(broken);
    }

    @Test
    void close_failsAfterTheEnd_isNotOfTheRequest() {
        IOException broken = new IOException("late");
        ObservedInput in = over(new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() throws IOException {
                throw broken;
            }
        });

        assertThatThrownBy(() -> {
                    in.read();
                    in.close();
                })
                .isSameAs(broken);
        user.assertOk("GET /x");
        assertThat(user.knows(broken)).isFalse();
    }
}
