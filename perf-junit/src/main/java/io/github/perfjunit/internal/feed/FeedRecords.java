// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source gave before the load.
 *
 * @param list the records read so far
 * @param rest what comes after them; null if there is nothing more
 * @param end what to do when no more will be read
 */
record FeedRecords(List<Object> list, @Nullable Iterator<Object> rest, Runnable end) {

    /** A stream with more elements counts as endless; also how many of a stream are kept in memory at most. */
    static final int MOST = 1_000_000;

    static FeedRecords of(List<Object> list) {
        return new FeedRecords(list, null, () -> {});
    }

    boolean finite() {
        return rest == null;
    }

    void close() {
        end.run();
    }
}
