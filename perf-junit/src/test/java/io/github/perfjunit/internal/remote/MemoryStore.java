// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Messages in this JVM's memory; it can fail, and its clock can be wrong. */
public final class MemoryStore implements RunStore {

    public final ConcurrentSkipListMap<String, byte[]> messages = new ConcurrentSkipListMap<>();
    volatile boolean failing;

    /** How often it has failed. */
    final AtomicInteger refused = new AtomicInteger();

    volatile Duration offset = Duration.ZERO;

    private void check() throws IOException {
        if (failing) {
            refused.incrementAndGet();
            throw new IOException("503 slow down");
        }
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        check();
        messages.put(key, content.clone());
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        check();
        return messages.putIfAbsent(key, content.clone()) == null;
    }

    @Override
    public byte @Nullable [] get(String key) throws IOException {
        check();
        byte[] content = messages.get(key);
        return content == null ? null : content.clone();
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        check();
        return messages.tailMap(prefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .toList();
    }

    @Override
    public Duration clockOffset() {
        return offset;
    }
}
