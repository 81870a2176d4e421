// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What a number of replicas carried.
 *
 * @param replicas number of replicas
 * @param throughput requests a second that ended well
 * @param p95 95th percentile of the response times of requests that ended well
 * @param errorPercent share of the requests that failed, in percent
 * @param speedUp throughput over that of one replica
 * @param efficiency speed-up for each replica; 1 if nothing is lost
 * @param serialFraction share of the work that more replicas do not speed up (Karp and Flatt 1990); not a number for one
 *     replica, below zero if replicas gain more than their number
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ScalingPoint(
        int replicas,
        double throughput,
        Duration p95,
        double errorPercent,
        Figure speedUp,
        Figure efficiency,
        Figure serialFraction) {

    /**
     * A figure with its 95 % interval.
     *
     * @param value the figure
     * @param low lower end of the interval; not a number if too little was measured for one
     * @param high its upper end
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Figure(double value, double low, double high) {

        /**
         * Returns whether there is an interval.
         *
         * @return false if too little was measured
         */
        public boolean hasInterval() {
            return !Double.isNaN(low);
        }
    }

    static ScalingPoint of(int replicas, double throughput, Duration p95, double errorPercent, Figure speedUp) {
        return new ScalingPoint(
                replicas,
                throughput,
                p95,
                errorPercent,
                speedUp,
                new Figure(speedUp.value() / replicas, speedUp.low() / replicas, speedUp.high() / replicas),
                new Figure(
                        serial(speedUp.value(), replicas),
                        serial(speedUp.high(), replicas),
                        serial(speedUp.low(), replicas)));
    }

    private static double serial(double speedUp, int replicas) {
        return replicas == 1 ? Double.NaN : (1 / speedUp - 1.0 / replicas) / (1 - 1.0 / replicas);
    }
}
