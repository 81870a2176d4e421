// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is random depends on the seed and on the place of a scenario, not on names. */
@Timeout(30)
class SeedTests {

    private record Drawn(long arrivals, Map<Integer, Long> numbers) {}

    @Test
    void newNames_ofTestAndScenario_changeNeitherArrivalsNorNumbersOfUsers() {
        Drawn before = run("ShopTest.buy", "buy", 7, 0);

        assertThat(run("CatalogTest.browse", "browse", 7, 0)).isEqualTo(before);
    }

    @Test
    void anotherSeedOrPlace_changesBoth() {
        Drawn before = run("ShopTest.buy", "buy", 7, 0);

        for (Drawn other : List.of(run("ShopTest.buy", "buy", 8, 0), run("ShopTest.buy", "buy", 7, 1))) {
            assertThat(other.arrivals()).isNotEqualTo(before.arrivals());
            assertThat(other.numbers().values())
                    .doesNotContainAnyElementsOf(before.numbers().values());
        }
    }

    private static Drawn run(String test, String scenario, long seed, int place) {
        Map<Integer, Long> numbers = new ConcurrentHashMap<>();
        LoadModel model = new LoadModel.Open(
                List.of(new Segment(Duration.ofMillis(300), 2_000, 2_000, Phase.MEASURE)),
                3,
                Overflow.QUEUE,
                Arrivals.POISSON);
        ScenarioCode code =
                new ScenarioCode(user -> numbers.put(user.id(), user.random().nextLong()), user -> {}, user -> {});
        ScenarioCode other = ScenarioCode.of(user -> {});
        LoadModel one = Engines.iterations(1, 1);
        LoadData data = Engines.of(
                        new LoadPlan(
                                test,
                                place == 0
                                        ? List.of(
                                                Engines.scenario(scenario, model, Duration.ZERO, Duration.ofSeconds(9)))
                                        : List.of(
                                                Engines.scenario("first", one, Duration.ZERO, Duration.ofSeconds(9)),
                                                Engines.scenario(
                                                        scenario, model, Duration.ZERO, Duration.ofSeconds(9))),
                                seed,
                                WorkerShare.WHOLE),
                        Map.of(scenario, code, "first", other),
                        interval -> {})
                .run();
        assertThat(numbers).hasSize(3);
        return new Drawn(data.scenarios().get(place).due(), Map.copyOf(numbers));
    }
}
