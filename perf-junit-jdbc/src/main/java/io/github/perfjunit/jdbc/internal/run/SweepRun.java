// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.metrics.FigureFormat;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One turn of a sweep: one size in one round.
 *
 * @param size the size of this invocation
 * @param largest the largest size of the sweep, which the database must have room for
 * @param round its round; the first is 1
 * @param sweep what it is a turn of
 */
public record SweepRun(int size, int largest, int round, Sweep sweep) {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SweepRun.class);

    /** Makes this turn known to the invocation that is about to be made. */
    public void begin(ExtensionContext invocation) {
        invocation.getStore(NAMESPACE).put(SweepRun.class, this);
    }

    /** Returns which turn an invocation is; empty if it is none of a sweep. */
    static Optional<SweepRun> of(ExtensionContext invocation) {
        return Optional.ofNullable(invocation.getStore(NAMESPACE).get(SweepRun.class, SweepRun.class));
    }

    /** Tells whether it is the first of its sweep. */
    boolean isFirst() {
        return sweep.isFirst(this);
    }

    /** Tells whether its figures count. */
    boolean counts() {
        return round > 1;
    }

    /** Tells whether no turn comes after it, which is known once its figures were added. */
    boolean last() {
        return !sweep.hasNext();
    }

    /** Returns the turn for readers, such as {@code pool of 4, round 2}. */
    public String display() {
        return "pool of " + size + ", round " + round + (counts() ? "" : " (not counted)");
    }

    /**
     * Says how long the sweep will take.
     *
     * @param load how long one load is to take
     */
    String announcement(Duration load) {
        return "pool sweep: " + sweep.sizes() + " sizes in " + sweep.rounds()
                + " rounds, of which the first does not count, take "
                + FigureFormat.duration(load.multipliedBy(sweep.fewest())) + " and the set-up of "
                + sweep.fewest() + " loads; up to " + Sweep.MOST_MORE_ROUNDS
                + " more rounds of sizes that are close, " + FigureFormat.duration(load.multipliedBy(sweep.most()))
                + " at most";
    }
}
