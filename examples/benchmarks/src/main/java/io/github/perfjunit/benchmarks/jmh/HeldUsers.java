// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import io.github.perfjunit.PerfTest;
import io.github.perfjunit.benchmarks.LaunchedTest;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Users of a load that is under way, lent to the threads of a benchmark: each is in its one iteration until the
 * benchmark ends. So a benchmark measures what a body pays, through the public API and with everything recorded.
 */
@State(Scope.Benchmark)
public class HeldUsers {

    static final String BASE_URL = "http://127.0.0.1:9";
    private static final BlockingQueue<VirtualUser> READY = new LinkedBlockingQueue<>();
    private static final CountDownLatch OVER = new CountDownLatch(1); // a JVM runs one benchmark
    private static volatile int threads;

    private Thread load;

    static class HoldingTest {

        @PerfTest
        void hold(LoadBuilder load) {
            load.baseUrl(BASE_URL).users(threads).iterations(threads).run(user -> {
                READY.add(user);
                OVER.await();
            });
        }
    }

    /**
     * Starts the load, against sockets in memory.
     *
     * @param params how many threads there are
     */
    @Setup
    public void start(BenchmarkParams params) {
        MemoryChannels.replaceChannels();
        threads = params.getThreads();
        System.setProperty("perf.progress", "off");
        load = new Thread(() -> LaunchedTest.passes(HoldingTest.class), "load");
        load.start();
    }

    VirtualUser take() throws InterruptedException {
        VirtualUser user = READY.poll(30, TimeUnit.SECONDS);
        if (user == null) {
            throw new IllegalStateException("the load did not start, see above");
        }
        return user;
    }

    /**
     * Ends the load.
     *
     * @throws InterruptedException if JMH gives up
     */
    @TearDown
    public void end() throws InterruptedException {
        OVER.countDown();
        load.join();
    }
}
