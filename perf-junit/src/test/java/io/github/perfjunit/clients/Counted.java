// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Keeps what is counted for one user. */
final class Counted implements RequestRecorder {

    record Sample(
            String name,
            long intended,
            long started,
            long ended,
            Outcome outcome,
            long bytesSent,
            long bytesReceived) {}

    record Listed(String name, String kind, String message, Throwable cause) {}

    final List<Sample> samples = new CopyOnWriteArrayList<>();
    final List<Listed> errors = new CopyOnWriteArrayList<>();
    final List<Predicate<Throwable>> known = new CopyOnWriteArrayList<>();
    volatile boolean interrupted;
    volatile long lateness;

    /** Runs code as this user's. */
    <T> T run(Callable<T> code) throws Exception {
        Object[] result = new Object[1];
        Exception[] thrown = new Exception[1];
        CurrentUser.runAs(this, () -> {
            try {
                result[0] = code.call();
            } catch (Exception e) {
                thrown[0] = e;
            }
        });
        if (thrown[0] != null) {
            throw thrown[0];
        }
        @SuppressWarnings("unchecked")
        T typed = (T) result[0];
        return typed;
    }

    @Override
    public long begin(long started) {
        return started - lateness;
    }

    @Override
    public void record(
            String name, long intended, long started, long ended, Outcome outcome, long bytesSent, long bytesReceived) {
        samples.add(new Sample(name, intended, started, ended, outcome, bytesSent, bytesReceived));
    }

    @Override
    public void error(String name, String kind, String message, Throwable cause) {
        errors.add(new Listed(name, kind, message, cause));
    }

    @Override
    public void alreadyCounted(Predicate<Throwable> failure) {
        known.add(failure);
    }

    @Override
    public void connected(String name, long started, long ended, boolean ok) {
        throw new AssertionError("clients open connections themselves");
    }

    @Override
    public boolean interrupted() {
        return interrupted;
    }

    boolean knows(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            for (Predicate<Throwable> one : known) {
                if (one.test(at)) {
                    return true;
                }
            }
        }
        return false;
    }

    Sample only() {
        assertThat(samples).hasSize(1);
        return samples.get(0);
    }

    void assertOk(String name) {
        assertThat(only().name()).isEqualTo(name);
        assertThat(only().outcome()).isEqualTo(Outcome.OK);
        assertThat(errors).isEmpty();
    }

    void assertFailed(String name, Outcome outcome, String kind, String message) {
        assertThat(only().name()).isEqualTo(name);
        assertThat(only().outcome()).isEqualTo(outcome);
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).name()).isEqualTo(name);
        assertThat(errors.get(0).kind()).isEqualTo(kind);
        assertThat(errors.get(0).message()).isEqualTo(message);
    }
}
