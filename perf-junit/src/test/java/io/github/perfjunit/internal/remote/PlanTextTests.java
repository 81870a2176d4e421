// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.protocol.ProtocolSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTextTests {

    /** Without a text of its own. */
    private static final class Own implements ProtocolSettings {}

    @Test
    void equalPlans_doNotDiffer() {
        Map<String, String> here = PlanText.of(plan(HttpOptions.DEFAULTS, new Own()));
        Map<String, String> there =
                PlanText.of(plan(HttpOptions.DEFAULTS, new Own()).withShare(new WorkerShare(1, 2)));

        assertThat(PlanText.difference(here, there)).isNull();
        assertThat(there).isEqualTo(here);
    }

    @Test
    void otherModel_isToldByItsDescriptionFirst() {
        String difference = PlanText.difference(PlanText.of(ExampleLoad.closed()), PlanText.of(ExampleLoad.open()));

        assertThat(difference).startsWith("model of scenario visit is 'Open[").contains("' there and 'Closed[");
    }

    @Test
    void settingsOfAProtocol_areCompared() {
        String difference = PlanText.difference(PlanText.of(plan(HttpOptions.DEFAULTS)), PlanText.of(plan()));

        assertThat(difference).startsWith("HttpOptions of scenario visit is '' there and '");
    }

    private static LoadPlan plan(ProtocolSettings... settings) {
        ScenarioPlan plain = ExampleLoad.closed().scenarios().get(0);
        ScenarioPlan scenario = new ScenarioPlan(
                plain.name(),
                plain.model(),
                plain.description(),
                plain.startAfter(),
                plain.thinkTime(),
                plain.autoWarmUp(),
                plain.gracefulStop(),
                "http://bob:secret@shop.test",
                List.of(settings));
        return new LoadPlan("Shop.visit", List.of(scenario), 1, WorkerShare.WHOLE);
    }

    @Test
    void baseUrl_isShownWithoutItsPassword() {
        assertThat(PlanText.of(plan())).containsEntry("baseUrl of scenario visit", "http://shop.test");
    }
}
