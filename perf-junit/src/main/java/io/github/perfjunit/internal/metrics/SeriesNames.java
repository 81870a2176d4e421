// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.RequestNames;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Numbers for the names under which samples are counted, at most {@value #MAX_NAMES} in a load: so that names with ids
 * in them cannot fill the memory.
 */
public final class SeriesNames {

    /** Maximum number of request names in one load; further ones are counted as {@link LoadResult#OTHER}. */
    public static final int MAX_NAMES = 500;

    private static final int MOST_FIRST_NAMES = 5;

    record Name(String scenario, String request, SeriesKind kind) {}

    private final ConcurrentHashMap<Name, Integer> numbers = new ConcurrentHashMap<>();
    private final List<Name> names = new CopyOnWriteArrayList<>();
    private final LongAdder overCap = new LongAdder();
    private final Set<String> firstOverCap = new LinkedHashSet<>();

    /** Returns the number of a name; callers should keep it. */
    public int number(String scenario, String request, SeriesKind kind) {
        Name name = new Name(scenario, bounded(request, kind), kind);
        Integer known = numbers.get(name);
        return known != null ? known : add(name);
    }

    private synchronized int add(Name name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        boolean capped = name.kind() != SeriesKind.ITERATION && !name.request().equals(LoadResult.OTHER);
        if (capped && names.size() >= MAX_NAMES) {
            overCap.increment();
            if (firstOverCap.size() < MOST_FIRST_NAMES) {
                firstOverCap.add(name.request());
            }
            return number(name.scenario(), LoadResult.OTHER, name.kind());
        }
        names.add(name);
        numbers.put(name, names.size() - 1);
        return names.size() - 1;
    }

    Name name(int number) {
        return names.get(number);
    }

    /** Returns the number of requests for names beyond the limit. */
    public long overCap() {
        return overCap.sum();
    }

    /** Returns the first names beyond the limit, at most {@value #MOST_FIRST_NAMES}. */
    public synchronized List<String> firstOverCap() {
        return List.copyOf(firstOverCap);
    }

    private static String bounded(String request, SeriesKind kind) {
        return kind == SeriesKind.STATEMENT ? RequestNames.storedStatement(request) : RequestNames.stored(request);
    }
}
