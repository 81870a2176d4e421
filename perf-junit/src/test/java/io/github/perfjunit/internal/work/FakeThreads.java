// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JVM whose threads allocate what a test says. */
final class FakeThreads implements JvmThreads {

    private final Map<Long, String> names = new TreeMap<>();
    private final Map<Long, Long> bytes = new TreeMap<>();
    private long ended;

    @Nullable
    String obstacle;

    FakeThreads with(long thread, String name) {
        names.put(thread, name);
        bytes.put(thread, 0L);
        return this;
    }

    void allocate(long thread, long more) {
        bytes.merge(thread, more, Long::sum);
    }

    void end(long thread) {
        names.remove(thread);
        ended += bytes.remove(thread);
    }

    @Override
    public @Nullable String obstacle() {
        return obstacle;
    }

    @Override
    public long total() {
        return ended + bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public long own() {
        return bytes.getOrDefault(Thread.currentThread().getId(), -1L);
    }

    @Override
    public long[] alive() {
        return names.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long[] allocated(long[] threads) {
        return Arrays.stream(threads).map(t -> bytes.getOrDefault(t, -1L)).toArray();
    }

    @Override
    public List<String> names(long[] threads) {
        List<String> found = new ArrayList<>();
        for (long thread : threads) {
            found.add(names.getOrDefault(thread, ""));
        }
        return found;
    }
}
