// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.WorkerShare;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes elements as they are needed, in order, one user at a time.
 *
 * <p>CIRCULAR keeps the elements, to start again at the end, up to {@link FeedRecords#MOST} of them: beyond that
 * nothing is kept and nothing repeats.
 */
final class StreamedDraw implements Draw {

    private final ReentrantLock lock = new ReentrantLock();
    private final WorkerShare share;
    private final Iterator<Object> elements;
    private final Runnable end;
    private final int most;
    private @Nullable List<Object> kept;
    private long index;
    private volatile @Nullable Draw after;

    StreamedDraw(FeedSpec spec, FeedRecords records, Iterator<Object> rest) {
        this(spec, records, rest, FeedRecords.MOST);
    }

    StreamedDraw(FeedSpec spec, FeedRecords records, Iterator<Object> rest, int most) {
        this.share = spec.share();
        this.elements = new Joined(records.list(), rest);
        this.end = records.end();
        this.most = most;
        this.kept = spec.strategy() == FeedStrategy.CIRCULAR ? new ArrayList<>() : null;
    }

    @Override
    public Object next(int user, Random random) throws InterruptedException {
        Draw done = after;
        if (done == null) {
            lock.lockInterruptibly();
            try {
                done = after;
                if (done == null) {
                    while (elements.hasNext()) {
                        boolean own = index++ % share.count() == share.index();
                        Object element = take();
                        if (own) {
                            return element;
                        }
                    }
                    done = atEnd();
                    after = done;
                }
            } finally {
                lock.unlock();
            }
        }
        return done.next(user, random);
    }

    @Override
    public void close() {
        end.run();
    }

    private Object take() {
        Object element = elements.next();
        List<Object> list = kept;
        if (list != null) {
            if (list.size() < most) {
                list.add(element);
            } else {
                kept = null;
            }
        }
        return element;
    }

    private Draw atEnd() {
        List<Object> list = kept;
        return list == null || share.of(list.size()) == 0
                ? (user, random) -> FeedExhausted.INSTANCE
                : Draw.circular(List.copyOf(list), share);
    }

    /** The elements read before the load, released one by one, then the remaining ones. */
    private static final class Joined implements Iterator<Object> {

        private @Nullable Iterator<Object> first;
        private final Iterator<Object> second;

        Joined(List<Object> first, Iterator<Object> second) {
            this.first = first.iterator();
            this.second = second;
        }

        @Override
        public boolean hasNext() {
            return (first != null && first.hasNext()) || second.hasNext();
        }

        @Override
        public Object next() {
            Iterator<Object> begin = first;
            if (begin != null && begin.hasNext()) {
                return begin.next();
            }
            first = null;
            return second.next();
        }
    }
}
