// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.kind.InstanceCount;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CapacityCostTests {

    private static final InstancePrice PRICE =
            new InstancePrice("m7g.large in eu-west-1", 0.10, 0.06, 0.03, "2026-11-30");

    /** 100 users an instance, of which five were measured. */
    private static InstanceCount measured(double load) {
        int needed = Math.max(1, (int) Math.ceil(load / 100));
        return needed <= 5
                ? new InstanceCount(OptionalInt.of(needed), "")
                : new InstanceCount(OptionalInt.empty(), needed + " were not measured");
    }

    private static CapacityCost cost(double... day) {
        return CapacityCost.of(CapacityCostTests::measured, LoadCurve.ofDay(day), PRICE);
    }

    @Test
    void baseIsForASavingsPlanAndPeaksAreNot() {
        CapacityCost cost = cost(150, 150, 350, 450);

        assertThat(cost.usedHours()).containsExactly(730.0, 730.0, 365.0, 365.0, 182.5);
        assertThat(cost.base()).isEqualTo(2);
        assertThat(cost.sentences())
                .containsExactly(
                        "5 instances at the highest load, m7g.large in eu-west-1, prices as of 2026-11-30",
                        "all on demand, each while it is needed: $237.25 a month",
                        "instances 1 to 2, needed 100 % of the time or more: savings plan, $87.60 a month",
                        "instances 3 to 5, needed 50 % of the time or less: on demand, $91.25 a month, or spot, $27.38,"
                                + " where an interruption does no harm",
                        "together $178.85 a month, $114.98 with spot");
    }

    @Test
    void shareOfTheHoursDecides() {
        // The plan costs 60 % of the price on demand, so an instance must be needed for more than 60 % of the hours.
        assertThat(cost(200, 200, 100, 100).base()).isEqualTo(1);
        assertThat(cost(200, 200, 200, 200, 100, 100).base()).isEqualTo(2);
    }

    @Test
    void steadyLoadHasNoPeaks() {
        CapacityCost cost = cost(80);

        assertThat(cost.sentences())
                .containsExactly(
                        "1 instance at the highest load, m7g.large in eu-west-1, prices as of 2026-11-30",
                        "all on demand, each while it is needed: $73.00 a month",
                        "instance 1, needed 100 % of the time or more: savings plan, $43.80 a month",
                        "together $43.80 a month");
    }

    @Test
    void plannedIsNeverDearerThanOnDemand() {
        for (int peak = 1; peak <= 500; peak += 13) {
            CapacityCost cost = cost(peak, peak / 2.0, 10, 10);

            assertThat(cost.planned()).isLessThanOrEqualTo(cost.onDemand() + 1e-9);
            assertThat(cost.plannedWithSpot()).isLessThanOrEqualTo(cost.planned() + 1e-9);
        }
    }

    @Test
    void priceWithoutAPlanHasNoBase() {
        InstancePrice noPlan = new InstancePrice("x", 0.1, 0.1, 0.1, "2026");
        CapacityCost cost = CapacityCost.of(
                CapacityCostTests::measured, new LoadCurve(List.of(new LoadCurve.Part(50, 10))), noPlan);

        assertThat(cost.base()).isZero();
        assertThat(cost.onDemand()).isCloseTo(1, within(1e-9));
        assertThat(cost.sentences())
                .contains(
                        "instance 1, needed 100 % of the time or less: on demand, $1.00 a month, or spot, $1.00, where"
                                + " an interruption does no harm");
    }

    @Test
    void whatWasNotMeasuredIsRefused() {
        assertThatThrownBy(() -> cost(100, 700))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the number of instances is not known: 7 were not measured");
    }

    @Test
    void mistakesAreTold() {
        assertThatThrownBy(() -> new InstancePrice("x", 0.1, 0.2, 0.03, "2026"))
                .hasMessage(
                        "prices were 0.1 on demand, 0.2 with a savings plan and 0.03 on spot, but must be above zero on"
                                + " demand, and from zero to that for the others");
        assertThatThrownBy(LoadCurve::ofDay).hasMessage("a curve must have at least one load");
        assertThatThrownBy(() -> LoadCurve.ofDay(-1))
                .hasMessage(
                        "load was -1.0 for 730.0 hours but must be zero or more for more than 0 and at most 730 hours"
                                + " of a month");
    }
}
