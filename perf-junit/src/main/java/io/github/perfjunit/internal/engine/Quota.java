// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.WorkerShare;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The number of measured iterations that the users of a closed scenario run: together, each, or unlimited. Thread-safe.
 */
final class Quota {

    private static final long ANY = -1;

    private final long each;
    private final boolean limited;
    private final AtomicLong left;
    private final LongAdder abandoned = new LongAdder();

    private Quota(boolean limited, long all, long each) {
        this.limited = limited;
        this.left = new AtomicLong(all);
        this.each = each;
    }

    /**
     * Creates the quota of one worker for a model.
     *
     * @param users number of users of the whole plan
     */
    static Quota of(LoadModel.Closed model, WorkerShare share, long users) {
        Long each = model.iterationsPerUser();
        if (each != null) {
            return new Quota(true, share.of(users) * each, each);
        }
        Long all = model.iterations();
        return all == null ? new Quota(false, 0, ANY) : new Quota(true, ofThoseWithUsers(share, users, all), ANY);
    }

    /** If there are more workers than users, workers without a user leave the iterations to the others. */
    private static long ofThoseWithUsers(WorkerShare share, long users, long iterations) {
        int count = (int) Math.min(share.count(), users);
        return share.index() < count ? new WorkerShare(share.index(), count).of(iterations) : 0;
    }

    /** Returns whether the number of iterations is limited. */
    boolean isLimited() {
        return limited;
    }

    /** Returns the number of iterations that were asked for and never claimed. */
    long open() {
        return limited ? Math.max(0, left.get()) : 0;
    }

    /** Returns whether no user will claim another iteration. */
    boolean isDone() {
        return limited && left.get() - abandoned.sum() <= 0;
    }

    /** Returns the claims of one user. */
    Claims claims() {
        return new Claims();
    }

    /** The claims of one user. */
    final class Claims {

        private long own = each;

        /** Claims one measured iteration; false if there is none left for this user. */
        boolean claim() {
            if (!limited) {
                return true;
            }
            if (own == 0 || left.getAndDecrement() <= 0) {
                return false;
            }
            if (own > 0) {
                own--;
            }
            return true;
        }

        /** Returns whether this user has run all its iterations. */
        boolean isUsedUp() {
            return own == 0;
        }

        /** Gives up the iterations that this user has not claimed. */
        void abandon() {
            if (own > 0) {
                abandoned.add(own);
                own = 0;
            }
        }
    }
}
