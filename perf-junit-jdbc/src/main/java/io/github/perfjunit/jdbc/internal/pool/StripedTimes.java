// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import io.github.perfjunit.metrics.LatencySummary;
import java.util.ArrayList;
import java.util.List;

/** Times from many threads at once: each thread writes into one of a few histograms, so that they seldom meet. */
final class StripedTimes {

    private static final int STRIPES = 16; // a power of two

    private final LatencySummary.Builder[] stripes = new LatencySummary.Builder[STRIPES];

    StripedTimes() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new LatencySummary.Builder();
        }
    }

    void record(long nanos) {
        long id = Thread.currentThread().getId();
        LatencySummary.Builder stripe = stripes[(int) (id ^ id >>> 4) & STRIPES - 1];
        synchronized (stripe) {
            stripe.record(nanos);
        }
    }

    LatencySummary sum() {
        List<LatencySummary> parts = new ArrayList<>();
        for (LatencySummary.Builder stripe : stripes) {
            synchronized (stripe) {
                parts.add(stripe.copy());
            }
        }
        return LatencySummary.merge(parts);
    }
}
