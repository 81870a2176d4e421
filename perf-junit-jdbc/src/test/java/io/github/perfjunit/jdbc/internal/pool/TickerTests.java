// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTests {

    @Test
    void thread_untilStopped_callsOnADaemonOfThatName() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();

        Ticker.Running running = Ticker.thread("perf-test-ticker").every(Duration.ofMillis(1), () -> {
            calls.incrementAndGet();
            wrong.addAndGet(
                    Thread.currentThread().getName().equals("perf-test-ticker")
                                    && Thread.currentThread().isDaemon()
                            ? 0
                            : 1);
            thrice.countDown();
        });
        assertThat(thrice.await(10, TimeUnit.SECONDS)).isTrue();
        running.stop();
        int atStop = calls.get();

        assertThat(wrong).hasValue(0);
        assertThat(calls).hasValue(atStop);
    }

    @Test
    void stripedTimes_manyThreads_losesNone() throws InterruptedException {
        StripedTimes times = new StripedTimes();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 1_000; n++) {
                    times.record(5_000_000);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(times.sum().count()).isEqualTo(4_000);
        assertThat(times.sum().max().toMillis()).isEqualTo(5);
    }
}
