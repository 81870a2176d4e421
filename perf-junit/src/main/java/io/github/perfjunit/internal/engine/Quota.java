// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.WorkerShare;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How many measured iterations the users of a closed scenario are to run: together, each, or any number. Thread-safe. */
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
     * Takes one worker's share of what a model asks for.
     *
     * @param users how many users the whole plan has
     */
    static Quota of(LoadModel.Closed model, WorkerShare share, long users) {
        Long each = model.iterationsPerUser();
        if (each != null) {
            return new Quota(true, share.of(users) * each, each);
        }
        Long all = model.iterations();
        return all == null ? new Quota(false, 0, ANY) : new Quota(true, ofThoseWithUsers(share, users, all), ANY);
    }

    /** Where there are more workers than users, those without a user leave the iterations to the others. */
    private static long ofThoseWithUsers(WorkerShare share, long users, long iterations) {
        int count = (int) Math.min(share.count(), users);
        return share.index() < count ? new WorkerShare(share.index(), count).of(iterations) : 0;
    }

    /** Tells whether the number of iterations is given. */
    boolean isLimited() {
        return limited;
    }

    /** Returns how many iterations were asked for and never claimed. */
    long open() {
        return limited ? Math.max(0, left.get()) : 0;
    }

    /** Tells whether no user will claim another iteration. */
    boolean isDone() {
        return limited && left.get() - abandoned.sum() <= 0;
    }

    /** Returns what one user may claim. */
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

        /** Tells whether this user has run all that was asked of it. */
        boolean isUsedUp() {
            return own == 0;
        }

        /** Leaves what this user has not claimed undone. */
        void abandon() {
            if (own > 0) {
                abandoned.add(own);
                own = 0;
            }
        }
    }
}
