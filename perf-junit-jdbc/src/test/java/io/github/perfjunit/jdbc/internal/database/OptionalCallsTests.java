// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.jdbc.OldDriver;
import io.github.perfjunit.jdbc.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Wrapper;
import java.time.Duration;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionalCallsTests {

    private static Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:");
    }

    @ParameterizedTest
    @EnumSource(OldDriver.class)
    void call_thatADriverDoesNotKnow_hasNoAnswer(OldDriver kind) throws Exception {
        try (Connection h2 = open()) {
            Connection old = kind.of(h2);

            assertThat(OptionalCalls.ask(old::getNetworkTimeout)).isEmpty();
            assertThat(OptionalCalls.tell(() -> old.setNetworkTimeout(Runnable::run, 1)))
                    .isFalse();
            assertThat(OptionalCalls.isValid(old, 1)).isTrue();
            assertThat(OptionalCalls.unwrap(old, JdbcConnection.class)).isEmpty();
            OptionalCalls.abort(old);
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!h2.isClosed() && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            assertThat(h2.isClosed()).isTrue();
            assertThat(OptionalCalls.isValid(old, 1)).isFalse();
        }
    }

    @Test
    void call_thatADriverKnows_isAnswered() throws Exception {
        try (Connection h2 = open()) {
            assertThat(OptionalCalls.ask(h2::getNetworkTimeout)).contains(0);
            assertThat(OptionalCalls.isValid(h2, 1)).isTrue();
            assertThat(OptionalCalls.unwrap(h2, JdbcConnection.class)).contains((JdbcConnection) h2);
            assertThat(OptionalCalls.unwrap(h2, Wrapper.class)).isPresent();
        }
        try (Connection postgres = DriverManager.getConnection(TestPostgres.url())) {
            OptionalCalls.abort(postgres);
            assertThat(postgres.isClosed()).isTrue();
        }
    }

    @Test
    void call_thatFails_fails() {
        assertThatThrownBy(() -> OptionalCalls.ask(() -> {
                    throw new SQLException("gone", "08006");
                }))
                .hasMessage("gone");
        assertThatThrownBy(() -> OptionalCalls.ask(() -> {
                    throw new SQLException("gone");
                }))
                .hasMessage("gone");
        assertThatThrownBy(() -> OptionalCalls.ask(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
    }
}
