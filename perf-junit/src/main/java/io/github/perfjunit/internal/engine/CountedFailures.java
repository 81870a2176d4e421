// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Failures of the running iteration that a client counted but could not mark. Thread-safe, for requests that end on
 * other threads than the user's; costs nothing while nothing fails.
 */
final class CountedFailures {

    private static final int MAX_FAILURES = 8;
    private static final int DEEPEST_CAUSE = 10;

    private volatile @Nullable List<Predicate<Throwable>> known;

    void clear() {
        if (known != null) {
            known = null;
        }
    }

    synchronized void add(Predicate<Throwable> failure) {
        List<Predicate<Throwable>> list = known;
        if (list == null) {
            list = new CopyOnWriteArrayList<>();
            known = list;
        }
        if (list.size() == MAX_FAILURES) {
            list.remove(0);
        }
        list.add(failure);
    }

    boolean has(Throwable failure) {
        List<Predicate<Throwable>> list = known;
        if (list == null) {
            return false;
        }
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            for (Predicate<Throwable> one : list) {
                if (one.test(at)) {
                    return true;
                }
            }
            at = at.getCause();
        }
        return false;
    }
}
