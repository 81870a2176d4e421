// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.UserBody;

/** What the users of a scenario run: once before, again and again, once after. */
public record ScenarioCode(UserBody before, UserBody body, UserBody after) {

    private static final UserBody NOTHING = user -> {};

    /** Makes code without set-up and tear-down. */
    public static ScenarioCode of(UserBody body) {
        return new ScenarioCode(NOTHING, body, NOTHING);
    }
}
