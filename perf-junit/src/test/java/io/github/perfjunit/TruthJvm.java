// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.monitor.JmxTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A JVM of its own with a {@link TruthServer} whose heap is known, to be watched by JMX. */
final class TruthJvm {

    /** What a request leaves in the heap. */
    enum Heap {
        /** Nothing. */
        CLEAN,
        /** 2 KiB for ever. */
        LEAK,
        /** 4 KiB under one of 15,000 keys at random: it fills less and less, up to 60 MiB. */
        CACHE
    }

    private static final Map<Integer, byte[]> KEPT = new ConcurrentHashMap<>();

    private TruthJvm() {}

    /** Starts it; its first line is its URL. */
    static JmxTarget start(Heap heap) throws IOException {
        return JmxTarget.start("600m", TruthJvm.class, heap.name());
    }

    /** Serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        Heap heap = Heap.valueOf(arguments[0]);
        AtomicInteger requests = new AtomicInteger();
        try (TruthServer server = TruthServer.healthy(Duration.ofMillis(20), () -> {
            int request = requests.incrementAndGet();
            switch (heap) {
                case CLEAN -> {}
                case LEAK -> KEPT.put(request, new byte[2048]);
                case CACHE -> KEPT.put(ThreadLocalRandom.current().nextInt(15_000), new byte[4096]);
            }
        })) {
            System.out.println(server.url());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}
