// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records that a source supplied before the load.
 *
 * @param list the records read so far
 * @param rest the records after them; null if there are no more
 * @param end called when no more records will be read
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
