// SPDX-License-Identifier: Apache-2.0
import static us.abstracta.jmeter.javadsl.JmeterDsl.forLoopController;
import static us.abstracta.jmeter.javadsl.JmeterDsl.httpSampler;
import static us.abstracta.jmeter.javadsl.JmeterDsl.testPlan;
import static us.abstracta.jmeter.javadsl.JmeterDsl.threadGroup;

import java.time.Duration;
import us.abstracta.jmeter.javadsl.core.TestPlanStats;
import us.abstracta.jmeter.javadsl.core.stats.StatsSummary;

/** One GET as fast as the users can. */
public class JmeterPeer {
    public static void main(String[] args) throws Exception {
        Duration duration = Duration.ofSeconds(Long.parseLong(args[2]));
        // A new iteration of the thread group means a new connection, hence the loop within it.
        TestPlanStats stats = testPlan(threadGroup(
                        Integer.parseInt(args[1]), duration, forLoopController(Integer.MAX_VALUE, httpSampler(args[0]))))
                .run();
        StatsSummary all = stats.overall();
        System.out.printf(
                "RESULT {\"count\":%d,\"p50_us\":%d,\"p99_us\":%d,\"errors\":%d}%n",
                all.samplesCount(),
                all.sampleTime().median().toNanos() / 1000,
                all.sampleTime().perc99().toNanos() / 1000,
                all.errorsCount());
        System.exit(0);
    }
}
