// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import org.apiguardian.api.API;

/**
 * The exact interval of a share, such as that of the requests within a time limit (Clopper and Pearson 1934, by the
 * quantiles of the beta distribution).
 *
 * <p>It holds for requests that succeed or fail independently of each other. Requests of a load do not quite, for a stall
 * hits many at once, so it is the least uncertainty there is. Shares of parts of a load are merged by adding up their
 * counts. Immutable.
 *
 * @param within number of requests within the limit
 * @param total number of requests
 * @param low lower end of the interval, from 0 to 1
 * @param high upper end of the interval, from 0 to 1
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ClopperPearson(long within, long total, double low, double high) {

    /**
     * Returns the interval of a share.
     *
     * @param within number of requests within the limit; failed and interrupted ones are not
     * @param total number of requests; if there is none, the interval is from 0 to 1
     * @param confidence probability with which the interval holds the true share, such as 0.95
     * @return the interval
     * @throws IllegalArgumentException if the counts are negative, more are within than there are, or the confidence is not
     *     between 0 and 1
     */
    public static ClopperPearson of(long within, long total, double confidence) {
        if (within < 0 || within > total) {
            throw new IllegalArgumentException("within was " + within + " but must be from 0 to total, " + total);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence was " + confidence + " but must be between 0 and 1");
        }
        double tail = (1 - confidence) / 2;
        double inside = (double) within;
        double outside = (double) total - inside;
        double low = within == 0 ? 0 : IncompleteBeta.quantile(tail, inside, outside + 1);
        double high = outside == 0 ? 1 : 1 - IncompleteBeta.quantile(tail, outside, inside + 1);
        return new ClopperPearson(within, total, low, high);
    }

    /**
     * Returns the measured share.
     *
     * @return from 0 to 1; NaN if there is no request
     */
    public double share() {
        return total == 0 ? Double.NaN : (double) within / total;
    }
}
