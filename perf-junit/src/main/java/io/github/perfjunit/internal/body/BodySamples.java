// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.body;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.internal.engine.ScenarioEnd;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Keeps the first throwables of a body, one of each class, so that a failed test shows the line in the user's own code.
 */
public final class BodySamples {

    private static final int MOST = 5;

    private final Map<Class<?>, Throwable> samples = new ConcurrentHashMap<>();
    private volatile @Nullable Throwable first;

    public UserBody watch(UserBody body) {
        return user -> run(body, user);
    }

    private void run(UserBody body, VirtualUser user) throws Exception {
        try {
            body.run(user);
        } catch (Exception | Error e) {
            keep(e);
            throw e;
        }
    }

    private void keep(Throwable e) {
        if (e instanceof ScenarioEnd
                || e instanceof InterruptedException
                || (e instanceof HttpFailure http && http.outcome() == Outcome.INTERRUPTED)) {
            return; // the end of the load is not a failure
        }
        if (first == null) {
            first = e;
        }
        if (samples.size() < MOST && !(e instanceof TestAbortedException)) {
            samples.putIfAbsent(e.getClass(), e);
        }
    }

    public List<Throwable> samples() {
        return new ArrayList<>(samples.values());
    }

    /** Returns the first exception of the body, of any kind. */
    public @Nullable Throwable first() {
        return first;
    }
}
