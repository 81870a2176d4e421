// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstancePriceTests {

    @Test
    void prices_equalToThatOnDemand_areAllowed() {
        assertThat(new InstancePrice("c7g.large", 0.1, 0.1, 0, "2026-12").spot())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "-1, 0, 0", "NaN, 0, 0", "1, -1, 0", "1, 0, -1", "1, 2, 0", "1, 0, 2"})
    void prices_thatCannotBe_areRefused(double onDemand, double plan, double spot) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstancePrice("c7g.large", onDemand, plan, spot, "2026-12"))
                .withMessage("prices were " + onDemand + " on demand, " + plan + " with a savings plan and " + spot
                        + " on spot, but must be above zero on demand, and from zero to that for the others");
    }
}
