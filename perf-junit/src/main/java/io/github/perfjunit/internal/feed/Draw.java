// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import io.github.perfjunit.load.WorkerShare;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Picks the record of an iteration. */
@FunctionalInterface
interface Draw {

    Object next(int user, Random random) throws InterruptedException;

    default void close() {}

    static Draw of(FeedSpec spec, FeedRecords records) {
        List<Object> list = records.list();
        Iterator<Object> rest = records.rest();
        if (rest != null) {
            return new StreamedDraw(spec, records, rest);
        }
        records.close();
        return switch (spec.strategy()) {
            case CIRCULAR -> circular(list, spec.share());
            case ONCE -> once(list, spec.share());
            case RANDOM -> (user, random) -> list.get(random.nextInt(list.size()));
            case UNIQUE_PER_USER -> (user, random) -> list.get(user);
        };
    }

    static Draw circular(List<Object> list, WorkerShare share) {
        AtomicLong taken = new AtomicLong();
        long own = share.of(list.size());
        return (user, random) -> list.get((int) share.global(taken.getAndIncrement() % own));
    }

    private static Draw once(List<Object> list, WorkerShare share) {
        AtomicLong taken = new AtomicLong();
        long own = share.of(list.size());
        return (user, random) -> {
            long number = taken.getAndIncrement();
            return number < own ? list.get((int) share.global(number)) : FeedExhausted.INSTANCE;
        };
    }
}
