// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A step is a request of its own only where no other request is inside it, so that requests add up. */
@Timeout(30)
class StepKindTests {

    @Test
    void step_withoutARequestInside_isARequest() {
        LoadResult result = Engines.result(Engines.run(Engines.iterations(2, 10), user -> user.step("pay", () -> {})));

        assertThat(result.requestNames()).containsExactly("pay");
        assertThat(result.stepNames()).isEmpty();
        assertThat(result.all().count()).isEqualTo(10);
    }

    @Test
    void steps_withRequestsInside_standApartAtEachLevel() {
        LoadResult result = Engines.result(Engines.run(
                Engines.iterations(2, 10),
                user -> user.step("outer", () -> {
                    user.step("inner", () -> {
                        user.step("first", () -> {});
                        user.step("second", () -> {});
                    });
                    user.step("third", () -> {});
                })));

        assertThat(result.requestNames()).containsExactlyInAnyOrder("first", "second", "third");
        assertThat(result.stepNames()).containsExactlyInAnyOrder("inner", "outer");
        assertThat(result.all().count()).isEqualTo(30);
        assertThat(result.request("outer").count()).isEqualTo(10);
        assertThat(result.request("inner").count()).isEqualTo(10);
    }

    @Test
    void step_thatFailsAfterItsRequests_isAFailureOfTheBodyAndNoRequest() {
        LoadData data = Engines.run(
                Engines.iterations(2, 10),
                user -> user.step("checkout", () -> {
                    user.step("pay", () -> {});
                    throw new AssertionError("no receipt");
                }));

        LoadResult result = Engines.result(data);
        assertThat(result.all().count()).isEqualTo(10);
        assertThat(result.all().failures()).isZero();
        assertThat(result.all().bodyFailures()).isEqualTo(10);
        assertThat(result.request("checkout").failures()).isEqualTo(10);
        assertThat(data.scenarios().get(0).iterations()).containsEntry(Outcome.CHECK, 10L);
        assertThat(data.errors()).singleElement().satisfies(error -> assertThat(error.message())
                .isEqualTo("in step checkout: no receipt"));
    }
}
