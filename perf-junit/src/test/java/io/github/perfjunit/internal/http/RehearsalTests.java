// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RehearsalTests {

    private static Connector unreachable() {
        Addresses nowhere = new Addresses(
                host -> {
                    throw new IllegalStateException("asked for " + host);
                },
                () -> 0,
                0);
        return new Connector(
                () -> {
                    throw new IllegalStateException("no TLS");
                },
                true,
                new Dialer(nowhere),
                null,
                new Protocol(HttpVersion.HTTP_1_1));
    }

    @Test
    void performance_isAnsweredFromMemoryAlone() {
        assertThat(Rehearsal.perform(unreachable(), System.nanoTime())).isEqualTo("ok");
    }

    /** A connection that was idle for so long is looked at before it is used. */
    @Test
    void performance_onAMachineThatStalls_isAnsweredFromMemoryAlone() {
        long before = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);

        assertThat(Rehearsal.perform(unreachable(), before)).isEqualTo("ok");
    }
}
