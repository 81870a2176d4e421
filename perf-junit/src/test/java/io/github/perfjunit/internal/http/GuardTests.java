// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTests {

    // System.nanoTime() may begin anywhere and pass the largest long.
    @ParameterizedTest
    @ValueSource(longs = {-100, 0, 1_000, Long.MAX_VALUE - 40, Long.MIN_VALUE})
    void deadline_passed_closesTheSocketOnce(long now) {
        Guard guard = new Guard();
        Socket socket = new Socket();
        guard.watch(socket);
        assertThat(guard.check(now, now + 200)).isEqualTo(now + 200);

        guard.arm(now + 50);
        assertThat(guard.check(now, now + 200) - now).isBetween(50L, 51L);
        assertThat(guard.check(now, now + 20)).isEqualTo(now + 20);
        assertThat(socket.isClosed()).isFalse();

        assertThat(guard.check(now + 60, now + 300)).isEqualTo(now + 300);
        assertThat(socket.isClosed()).isTrue();
        assertThat(guard.isExpired()).isTrue();
        assertThat(guard.disarm()).isFalse();
        assertThat(guard.isExpired()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void socket_watchedTooLate_isClosedAtOnce(boolean closed) {
        Guard guard = new Guard();
        guard.arm(10);
        if (closed) {
            guard.close();
        } else {
            guard.check(20, 30);
        }
        Socket socket = new Socket();
        guard.watch(socket);

        assertThat(socket.isClosed()).isTrue();
        assertThat(guard.isClosed()).isEqualTo(closed);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5, Long.MIN_VALUE})
    void deadline_takenAwayInTime_closesNothing(long deadline) {
        Guard guard = new Guard();
        Socket socket = new Socket();
        guard.watch(socket);
        guard.arm(deadline);
        assertThat(guard.disarm()).isTrue();
        guard.check(deadline + 10, deadline + 20);

        assertThat(socket.isClosed()).isFalse();
    }
}
