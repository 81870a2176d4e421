// SPDX-License-Identifier: Apache-2.0
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** One GET as fast as the users can. */
public class GatlingPeer extends Simulation {
    {
        Duration duration = Duration.ofSeconds(Integer.getInteger("seconds"));
        ScenarioBuilder gets = scenario("gets")
                .during(duration)
                .on(exec(http("get").get(System.getProperty("url")).check(status().is(200))));
        setUp(gets.injectOpen(atOnceUsers(Integer.getInteger("users"))))
                .protocols(http.disableCaching().disableWarmUp());
    }
}
