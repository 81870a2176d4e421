// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import io.github.perfjunit.load.WorkerShare;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Records for one parameter of an iteration. Thread-safe; lock-free unless the records come from an endless method. */
public final class Feeder implements AutoCloseable {

    private final Draw draw;

    private Feeder(Draw draw) {
        this.draw = draw;
    }

    /**
     * Reads the records and converts them to the parameter's type.
     *
     * @param spec the settings of the feed
     * @param problems receives one sentence for each mistake
     * @return the feed; empty if there was a mistake
     */
    public static Optional<Feeder> load(FeedSpec spec, List<String> problems) {
        FeedMistakes mistakes = new FeedMistakes(spec.value(), problems);
        Optional<FeedRecords> read =
                FeedSource.parse(spec, mistakes).map(source -> source.read(spec, FeedType.of(spec.type()), mistakes));
        mistakes.close();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        FeedRecords records = read.get();
        if (mistakes.none()) {
            checkSize(spec, records, mistakes);
        }
        if (!mistakes.none()) {
            records.close();
            return Optional.empty();
        }
        return Optional.of(new Feeder(Draw.of(spec, records)));
    }

    /**
     * Returns the record for an iteration.
     *
     * @param user number of the user, from 0, on all workers
     * @param random the user's own random numbers
     * @return a value of the parameter's type, or {@link FeedExhausted#INSTANCE}
     * @throws InterruptedException if interrupted while another user waits for the next element of an endless method
     * @throws IllegalStateException if an endless method supplies an element of the wrong type; exceptions of the
     *     method itself are passed on unchanged
     */
    public Object next(int user, Random random) throws InterruptedException {
        return draw.next(user, random);
    }

    /** Closes a stream that was not read to its end. */
    @Override
    public void close() {
        draw.close();
    }

    private static void checkSize(FeedSpec spec, FeedRecords records, FeedMistakes mistakes) {
        int size = records.list().size();
        WorkerShare share = spec.share();
        switch (spec.strategy()) {
            case RANDOM -> checkFinite(spec, records, mistakes);
            case UNIQUE_PER_USER -> {
                checkFinite(spec, records, mistakes);
                if (records.finite() && size < spec.users()) {
                    mistakes.add("has " + MessageText.count(size, "record")
                            + " but UNIQUE_PER_USER needs one for each of the "
                            + MessageText.count(spec.users(), "user"));
                }
            }
            case CIRCULAR -> {
                if (records.finite() && share.of(size) == 0) {
                    mistakes.add("has " + MessageText.count(size, "record") + " but needs at least one for each of the "
                            + share.count() + " workers");
                }
            }
            case ONCE -> {
                // A worker without records ends at once; the others use them all up.
            }
        }
    }

    private static void checkFinite(FeedSpec spec, FeedRecords records, FeedMistakes mistakes) {
        if (!records.finite()) {
            mistakes.add("has more than " + MessageText.number(FeedRecords.MOST) + " elements, which " + spec.strategy()
                    + " cannot hold; use CIRCULAR or ONCE, or limit the stream");
        }
    }
}
