// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * One step of a load that was judged by itself.
 *
 * @param label its name in intervals and results, such as {@code step 3}
 * @param level its users, or its iterations a second
 * @param seconds seconds that were judged, without the time to settle
 * @param state the verdict
 * @param reason the verdict in words
 * @param throughput requests that ended well a second
 * @param p95 95th percentile of the response times of requests that ended well; zero without any
 * @param errorPercent share of the requests that failed, in percent
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoadStep(
        String label,
        double level,
        int seconds,
        State state,
        String reason,
        double throughput,
        Duration p95,
        double errorPercent) {

    /** The verdict on a step. */
    public enum State {
        /** All limits were kept. */
        HELD("held"),
        /** All limits were kept but for a few stalls. */
        HELD_IN_BURSTS("held in bursts"),
        /** A limit was missed for most of the time. */
        MISSED("missed"),
        /** There were too few requests for a verdict. */
        UNCLEAR("unclear"),
        /** The generator, not the target, decided. */
        INVALID("invalid");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /**
         * Returns the verdict in words.
         *
         * @return such as {@code held in bursts}
         */
        public String words() {
            return words;
        }

        /**
         * Returns whether the target carried the load of the step.
         *
         * @return true for {@link #HELD} and {@link #HELD_IN_BURSTS}
         */
        public boolean isHeld() {
            return this == HELD || this == HELD_IN_BURSTS;
        }
    }
}
