// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.Scaling.Point;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalingTests {

    /** A tenth is serial: 3 replicas take 0.1 + 0.9/3 = 0.4, 5 take 0.28 of the time. */
    @Test
    void of_threeSizes_hasSpeedUpEfficiencyAndSerialFraction() {
        Scaling scaling = Scaling.of(Map.of(1, 1000.0, 3, 2500.0, 5, 1000 / 0.28));

        assertThat(scaling.points().get(0)).isEqualTo(new Point(1, 1000, 1, 1, Double.NaN));
        assertThat(scaling.points().get(1).speedUp()).isEqualTo(2.5);
        assertThat(scaling.points().get(1).efficiency()).isCloseTo(0.8333, within(1e-4));
        assertThat(scaling.points()).extracting(Point::replicas).containsExactly(1, 3, 5);
        assertThat(scaling.points().get(1).serialFraction()).isCloseTo(0.1, within(1e-9));
        assertThat(scaling.points().get(2).serialFraction()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void instancesFor_load_isWithinWhatWasMeasured() {
        Scaling scaling = Scaling.of(Map.of(1, 1000.0, 3, 2500.0, 5, 3500.0));

        assertThat(scaling.instancesFor(0)).hasValue(1);
        assertThat(scaling.instancesFor(700)).hasValue(1);
        assertThat(scaling.instancesFor(701)).hasValue(2);
        assertThat(scaling.instancesFor(2000)).hasValue(4); // 3 carried 2500/s, 70 % of it is too little
        assertThat(scaling.instancesFor(2440)).hasValue(5);
        assertThat(scaling.refusal(2440)).isEmpty();
        assertThat(scaling.instancesFor(3500)).isEmpty();
        assertThat(scaling.refusal(3500))
                .isEqualTo("5 replicas would do if nothing were lost, but the 5 that were measured carried 3500.0/s, of"
                        + " which 70 % is too little: find out what is lost, or measure with more");
        assertThat(scaling.instancesFor(5000)).isEmpty();
        assertThat(scaling.refusal(5000))
                .isEqualTo("8 replicas would be needed but at most 5 were measured: measure with 8");
    }

    @Test
    void of_wrongInput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaling.of(Map.of(3, 1.0, 2, 1.0)))
                .withMessage("replicas were [2, 3] but must include one replica, which the others are compared with");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaling.of(Map.of(1, 1.0, 2, 0.0)))
                .withMessage("2 replicas had 0.0/s but both must be above zero");
    }
}
