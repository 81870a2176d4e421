// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.util.Set;

/** The forms in which the amount of load can be written. */
enum LoadForm {
    /** A number of users: a closed model. */
    USERS("users"),
    /** A rate of arrivals: an open model. */
    RATE("arrivalRate"),
    /** Stages of users: a closed model. */
    STAGES_OF_USERS("stages of users"),
    /** Stages of rates: an open model. */
    STAGES_OF_RATES("stages of rates");

    static final Set<LoadForm> STAGES = Set.of(STAGES_OF_USERS, STAGES_OF_RATES);

    private final String words;

    LoadForm(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean isOpen() {
        return this == RATE || this == STAGES_OF_RATES;
    }
}
