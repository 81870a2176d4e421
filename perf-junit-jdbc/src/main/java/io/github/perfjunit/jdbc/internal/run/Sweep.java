// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.report.PoolSweepReport;
import io.github.perfjunit.jdbc.report.SweepRound;
import io.github.perfjunit.jdbc.report.SweepStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/**
 * The turns of a sweep, one load each: all sizes in each of its rounds, every other round in reverse, so that what changes
 * with time changes for all sizes alike. The first round does not count: caches are cold in it, and code is not compiled.
 * At the end, sizes between which the choice is open have a few rounds more.
 *
 * <p>What comes next is decided when it is asked for, from what was measured by then. Not thread-safe: the turns of a sweep
 * run one after the other.
 */
public final class Sweep implements Iterator<SweepRun> {

    /** Rounds that sizes may have at the end of a sweep because they are close. */
    static final int MOST_MORE_ROUNDS = 2;

    private final List<Integer> sizes;
    private final int rounds;
    private final Map<Integer, List<SweepRound>> counted = new TreeMap<>();

    /** Sizes that would fail a test in a round that counts. */
    private final Set<Integer> failed = new HashSet<>();

    private final Deque<SweepRun> waiting = new ArrayDeque<>();
    private int round;

    /** How many turns of the round that runs have shown something. */
    private int seen;

    /**
     * Begins with the first size of the first round.
     *
     * @param sizes different ones
     * @param rounds that all of them have, the first included
     */
    public Sweep(List<Integer> sizes, int rounds) {
        this.sizes = List.copyOf(sizes);
        this.rounds = rounds;
        begin(this.sizes);
    }

    private void begin(List<Integer> chosen) {
        round++;
        seen = 0;
        List<Integer> order = new ArrayList<>(chosen);
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        int largest = Collections.max(sizes);
        order.forEach(size -> waiting.add(new SweepRun(size, largest, round, this)));
    }

    /** Tells whether a turn is to come, after what was added so far. */
    @Override
    public boolean hasNext() {
        if (waiting.isEmpty() && seen > 0) { // a round that showed nothing would show nothing again
            if (round < rounds) {
                begin(sizes);
            } else if (round < rounds + MOST_MORE_ROUNDS && !undecided().isEmpty()) {
                begin(undecided());
            }
        }
        return !waiting.isEmpty();
    }

    private List<Integer> undecided() {
        return counted.isEmpty() ? List.of() : report().undecided();
    }

    @Override
    public SweepRun next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the sweep has ended");
        }
        return waiting.remove();
    }

    /** Tells whether a turn is the first one. */
    boolean isFirst(SweepRun turn) {
        return turn.round() == 1 && turn.size() == sizes.get(0);
    }

    /** Takes what one turn showed. */
    void add(SweepRun turn, SweepRound showed) {
        seen++;
        if (turn.counts()) {
            counted.computeIfAbsent(turn.size(), size -> new ArrayList<>()).add(showed);
        }
    }

    /** Takes that an objective was missed in a turn whose miss would fail a test. */
    void fail(SweepRun turn) {
        if (turn.counts()) {
            failed.add(turn.size());
        }
    }

    /** Tells whether no size is left that would fail no test. */
    boolean isFailed() {
        return !counted.isEmpty() && failed.containsAll(counted.keySet());
    }

    /** Returns one step for each size that has a round that counts, sizes rising. */
    List<SweepStep> steps() {
        List<SweepStep> steps = new ArrayList<>();
        counted.forEach((size, of) -> steps.add(SweepStep.of(size, of)));
        return steps;
    }

    /** Judges what was measured so far, of which there must be something. */
    PoolSweepReport report() {
        return PoolSweepReport.of(steps());
    }

    /** Returns how many loads it has at least, and how many at most. */
    int fewest() {
        return sizes.size() * rounds;
    }

    int most() {
        return sizes.size() * (rounds + MOST_MORE_ROUNDS);
    }

    int sizes() {
        return sizes.size();
    }

    int rounds() {
        return rounds;
    }
}
