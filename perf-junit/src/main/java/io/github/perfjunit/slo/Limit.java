// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.ObjectiveResult;
import java.time.Duration;

/**
 * A limit and its text as written.
 *
 * @param value in the unit of the figure
 * @param text for messages, never rounded
 */
record Limit(double value, String text) {

    static Limit of(double value, String unit) {
        return new Limit(value, ObjectiveResult.limitText(value, unit));
    }

    static Limit of(Duration time) {
        return of(time.toNanos() / 1e6, "ms");
    }

    static Limit of(Percent share) {
        return of(share.value(), "%");
    }

    static Limit of(Objective objective) {
        return new Limit(objective.limit(), objective.limitText());
    }
}
