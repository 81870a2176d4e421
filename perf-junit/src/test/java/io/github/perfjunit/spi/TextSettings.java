// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.protocol.ProtocolSettings;

/** Where the users of a scenario find their server. */
public record TextSettings(String host, int port) implements ProtocolSettings {

    static TextSettings of(ScenarioPlan plan) {
        return plan.settings(TextSettings.class).orElse(new TextSettings("localhost", 7000));
    }
}
