// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.VirtualUser;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What usual lines of a test's own body cost, next to what a request costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class OwnCodeBenchmark {

    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");

    private String text =
            "{\"id\":12345,\"name\":\"performance\",\"status\":\"ok\",\"note\":\"fixed body of 100 bytes\"}";
    private VirtualUser user;

    /**
     * Takes a user.
     *
     * @param users users of a load
     * @throws InterruptedException if JMH gives up
     */
    @Setup
    public void take(HeldUsers users) throws InterruptedException {
        user = users.take();
    }

    /**
     * A check that is counted.
     *
     * @return whether it held
     */
    @Benchmark
    public boolean check() {
        return user.check("has a name", text.contains("name"));
    }

    /**
     * An AssertJ assertion.
     *
     * @return the assertion
     */
    @Benchmark
    public Object assertion() {
        return assertThat(text).contains("name");
    }

    /**
     * A value found by a pattern.
     *
     * @return whether it was found
     */
    @Benchmark
    public boolean pattern() {
        return NAME.matcher(text).find();
    }

    /**
     * A number of the user's own random stream.
     *
     * @return the number
     */
    @Benchmark
    public int random() {
        return user.random().nextInt(100);
    }
}
