// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.util.List;

/** Collects mistakes of one feed as sentences; for many bad records, the first ones and the number of the others. */
final class FeedMistakes {

    /** Number of bad records that are reported. */
    static final int TOLD = 5;

    private final String feed;
    private final List<String> problems;
    private long all;
    private long records;

    FeedMistakes(String feed, List<String> problems) {
        this.feed = MessageText.bounded(feed);
        this.problems = problems;
    }

    void add(String sentence) {
        all++;
        problems.add(feed + " " + sentence);
    }

    void record(String where, String sentence) {
        all++;
        if (++records <= TOLD) {
            problems.add(feed + " " + where + ": " + sentence);
        }
    }

    /** Adds the number of bad records that were not reported. */
    void close() {
        if (records > TOLD) {
            problems.add(feed + " has mistakes in " + MessageText.count(records - TOLD, "more record"));
        }
    }

    boolean none() {
        return all == 0;
    }
}
