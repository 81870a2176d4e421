// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.RequestRecorder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests that one user built in this iteration and did not send. Used by the user's thread alone; a request that is
 * sent before the next one is built costs only two field writes.
 */
final class UnsentRequests {

    static final String KIND = "not sent";

    // Bounded, because a loop that builds and never sends could fill it without limit.
    private static final int MOST = 100;

    private final RequestRecorder recorder;
    private @Nullable PreparedRequest latest;
    private @Nullable List<PreparedRequest> older;

    UnsentRequests(RequestRecorder recorder) {
        this.recorder = recorder;
    }

    void built(PreparedRequest request) {
        if (latest != null) {
            remember(latest);
        }
        latest = request;
    }

    void sending(PreparedRequest request) {
        if (latest == request) {
            latest = null;
        } else if (older != null) {
            older.remove(request);
        }
    }

    private void remember(PreparedRequest request) {
        if (older == null) {
            older = new ArrayList<>(4);
        }
        if (older.size() < MOST) {
            older.add(request);
        }
    }

    /**
     * Counts each request that was not sent as a failed one, once for each name.
     *
     * @throws HttpFailure for the first of them, which fails the iteration
     */
    void check() {
        if (latest == null && (older == null || older.isEmpty())) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        if (older != null) {
            older.forEach(request -> names.add(request.countedName()));
        }
        if (latest != null) {
            names.add(latest.countedName());
        }
        forget();
        if (recorder.interrupted()) {
            return;
        }
        HttpFailure first = null;
        for (String name : names) {
            HttpFailure failure = count(name);
            first = first == null ? failure : first;
        }
        if (first != null) {
            throw first;
        }
    }

    private HttpFailure count(String name) {
        String message = name + " was built and never sent; call send() on it";
        HttpFailure failure = new HttpFailure(Outcome.ERROR, KIND, message, null, null);
        long now = System.nanoTime();
        recorder.record(name, recorder.begin(now), now, now, Outcome.ERROR, 0, 0);
        recorder.error(name, KIND, message, failure);
        return failure;
    }

    /** Starts a new iteration. */
    void forget() {
        latest = null;
        older = null;
    }
}
