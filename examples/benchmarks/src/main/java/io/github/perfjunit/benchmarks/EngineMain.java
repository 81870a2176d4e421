// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.time.Duration;
import java.util.Locale;

/**
 * The engine as a load generator on the command line: runs one performance test as an IDE or Surefire would, and prints
 * a line that starts with {@code RESULT}. Keys such as {@code perf.threads} are given as system properties.
 */
public final class EngineMain {

    private EngineMain() {}

    /**
     * Makes the load.
     *
     * @param args URL, users, seconds, and the rate of an open model or 0
     */
    public static void main(String[] args) {
        if (args.length != 4) {
            System.err.println("usage: engine URL USERS SECONDS RATE   (RATE 0: users as fast as they can)");
            System.exit(2);
        }
        System.exit(run(args[0], args[1], args[2], args[3]));
    }

    static int run(String url, String users, String seconds, String rate) {
        System.setProperty("benchmark.url", url);
        System.setProperty("benchmark.users", users);
        System.setProperty("benchmark.seconds", seconds);
        System.setProperty("benchmark.rate", rate);
        return LaunchedTest.passes(GetLoad.class) ? 0 : 1;
    }

    static void print(LoadResult result, Measurements all) {
        System.out.println("RESULT " + json(result, all));
    }

    private static String json(LoadResult result, Measurements all) {
        ScenarioSummary scenario = result.data().scenarios().get(0);
        // A response time counts from the moment the request was due, a service time from its start.
        Duration lateness = all.latency().isEmpty()
                ? Duration.ZERO
                : all.latency().mean().minus(all.serviceTime().mean());
        return String.format(
                Locale.ROOT,
                "{\"count\":%d,\"p50_us\":%d,\"p99_us\":%d,\"max_us\":%d,\"errors\":%d,"
                        + "\"mean_late_us\":%d,\"worst_late_us\":%d,\"starts\":%d,\"late\":%d,\"queued\":%d,\"dropped\":%d}",
                all.count(),
                micros(all.latency().percentile(50)),
                micros(all.latency().percentile(99)),
                micros(all.latency().max()),
                all.failures(),
                micros(lateness),
                scenario.worstLateMicros(),
                scenario.timedStarts(),
                scenario.late(),
                scenario.queued(),
                scenario.dropped());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
