// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.protocol.ProtocolSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings of protocols on a plan are found by their type. */
class ScenarioPlanTests {

    record QueueSettings(String broker) implements ProtocolSettings {}

    @Test
    void settings_ofAnyProtocol_areFoundByType() {
        HttpOptions http = HttpOptions.builder().trustAll(true).build();
        ScenarioPlan plan = plan(List.of(http, new QueueSettings("localhost:9092")));

        assertThat(plan.settings(HttpOptions.class)).contains(http);
        assertThat(plan.settings(QueueSettings.class)).contains(new QueueSettings("localhost:9092"));
        assertThat(plan(List.of(http)).settings(QueueSettings.class)).isEmpty();
    }

    @Test
    void settings_twoOfOneProtocol_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(List.of(new QueueSettings("a"), new QueueSettings("b"))))
                .withMessage(
                        "protocols of scenario shop had two values of QueueSettings but must have at most one of each"
                                + " class");
    }

    private static ScenarioPlan plan(List<ProtocolSettings> protocols) {
        LoadModel model = new LoadModel.Closed(List.of(), null, null, null);
        return new ScenarioPlan(
                "shop", model, "none", Duration.ZERO, ThinkTime.NONE, false, Duration.ZERO, "", protocols);
    }
}
