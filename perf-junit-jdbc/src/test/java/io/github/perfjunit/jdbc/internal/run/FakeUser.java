// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.JdbcSession;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.RequestRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A virtual user without an engine, and what is recorded of it. Time is counted in readings of the clock. */
final class FakeUser implements RequestRecorder {

    final List<String> recorded = new ArrayList<>();
    final List<Throwable> listed = new ArrayList<>();
    final Session session = new Session();
    final Random random = new Random(7);
    long now = 1_000;
    long lateness;
    boolean interrupted;
    private @Nullable Predicate<Throwable> counted;

    VirtualUser user() {
        return FakeDatabase.proxy(VirtualUser.class, (method, arguments) -> switch (method.getName()) {
            case "resource" -> {
                if (arguments[0] != JdbcSession.class) {
                    throw new IllegalArgumentException("nothing provides " + arguments[0]);
                }
                yield session;
            }
            case "random" -> random;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    boolean isCounted(Throwable failure) {
        return counted != null && counted.test(failure);
    }

    @Override
    public long begin(long started) {
        return started - lateness;
    }

    @Override
    public void record(
            String name, long intended, long started, long ended, Outcome outcome, long bytesSent, long bytesReceived) {
        recorded.add(name + " " + (ended - intended) + " " + outcome);
    }

    @Override
    public void error(String name, String kind, String message, @Nullable Throwable cause) {
        recorded.add(name + " " + kind + ": " + message);
        if (cause != null) {
            listed.add(cause);
        }
    }

    @Override
    public void alreadyCounted(Predicate<Throwable> failure) {
        counted = failure;
    }

    @Override
    public void connected(String name, long started, long ended, boolean ok) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean interrupted() {
        return interrupted;
    }
}
