// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.RequestNames;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Named checks of bodies, at most {@value #MAX_CHECKS} of them apart. */
public final class CheckTable {

    private static final int MAX_CHECKS = 200;

    private record Key(String scenario, String name) {}

    private record Counts(LongAdder passed, LongAdder failed) {}

    private final ConcurrentHashMap<Key, Counts> checks = new ConcurrentHashMap<>();

    /** Counts one outcome of a check. */
    public void add(String scenario, String name, boolean passed) {
        Key key = new Key(scenario, RequestNames.stored(name));
        Counts counts = checks.get(key);
        if (counts == null) {
            Key kept = checks.size() < MAX_CHECKS ? key : new Key(scenario, LoadResult.OTHER);
            counts = checks.computeIfAbsent(kept, k -> new Counts(new LongAdder(), new LongAdder()));
        }
        (passed ? counts.passed() : counts.failed()).increment();
    }

    /** Returns all checks, those that failed most often first. */
    public List<CheckSummary> summaries() {
        return CheckSummary.merge(checks.entrySet().stream()
                .map(e -> new CheckSummary(
                        e.getKey().scenario(),
                        e.getKey().name(),
                        e.getValue().passed().sum(),
                        e.getValue().failed().sum()))
                .toList());
    }
}
