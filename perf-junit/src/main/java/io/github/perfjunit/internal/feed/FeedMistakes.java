// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.util.List;

/** Collects mistakes of one feed as sentences; of many bad records it tells the first ones and how many more. */
final class FeedMistakes {

    /** How many bad records are told. */
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

    /** Tells how many bad records were not told. */
    void close() {
        if (records > TOLD) {
            problems.add(feed + " has mistakes in " + MessageText.count(records - TOLD, "more record"));
        }
    }

    boolean none() {
        return all == 0;
    }
}
