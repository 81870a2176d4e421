// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import io.github.perfjunit.load.Segment;
import java.util.Arrays;
import java.util.List;

/**
 * Segments laid out in time; those without a length are jumps and left out. Immutable.
 */
final class Course {

    private final List<Segment> segments;
    /** Start of each segment, and the end of the last one. */
    private final long[] starts;

    Course(List<Segment> all) {
        segments = all.stream().filter(s -> !s.duration().isZero()).toList();
        starts = new long[segments.size() + 1];
        for (int s = 0; s < segments.size(); s++) {
            starts[s + 1] = Math.addExact(starts[s], segments.get(s).duration().toNanos());
        }
    }

    int size() {
        return segments.size();
    }

    Segment segment(int index) {
        return segments.get(index);
    }

    long start(int index) {
        return starts[index];
    }

    long end() {
        return starts[segments.size()];
    }

    /** Returns whether a time is within the course; its end is not. */
    boolean contains(long nanos) {
        return nanos >= 0 && nanos < end();
    }

    /** Returns the segment at a time within the course; a boundary belongs to the later segment. */
    int indexAt(long nanos) {
        int found = Arrays.binarySearch(starts, nanos);
        return found >= 0 ? found : -found - 2;
    }

    /** Returns the level at a time: at a jump the one after it, and 0 outside the course. */
    double level(long nanos) {
        if (!contains(nanos)) {
            return 0;
        }
        int index = indexAt(nanos);
        Segment at = segments.get(index);
        double done = (double) (nanos - starts[index]) / (starts[index + 1] - starts[index]);
        return at.from() + (at.to() - at.from()) * done;
    }
}
