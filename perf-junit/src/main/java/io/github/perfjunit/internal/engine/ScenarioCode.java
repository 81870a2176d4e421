// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.UserBody;

/** The code of the users of a scenario: set-up, body and tear-down. */
public record ScenarioCode(UserBody before, UserBody body, UserBody after) {

    private static final UserBody NOTHING = user -> {};

    /** Creates code without set-up and tear-down. */
    public static ScenarioCode of(UserBody body) {
        return new ScenarioCode(NOTHING, body, NOTHING);
    }
}
