// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import io.github.perfjunit.load.Segment;
import java.util.Arrays;
import java.util.List;

/**
 * How many arrivals a course of rates makes up to a time, and its inverse, both in closed form. Immutable.
 *
 * <p>Within a segment that starts at rate {@code a} and changes by {@code m} a second, {@code t} seconds make
 * {@code x = a t + m t² / 2}. The inverse {@code t = 2 x / (a + sqrt(a² + 2 m x))} has no difference of nearly equal
 * numbers in it, unlike the schoolbook form, and holds for {@code m = 0} too (Press et al., Numerical Recipes, 3rd
 * edition, section 5.6).
 */
final class RateIntegral {

    private static final double NANOS = 1e9;

    private final Course course;
    /** Arrivals up to the start of each segment, and up to the end of the last one. */
    private final double[] sums;

    RateIntegral(List<Segment> segments) {
        course = new Course(segments);
        sums = new double[course.size() + 1];
        for (int s = 0; s < course.size(); s++) {
            Segment at = course.segment(s);
            double seconds = at.duration().toNanos() / NANOS;
            sums[s + 1] = snapped(sums[s] + (at.from() + at.to()) / 2 * seconds);
        }
    }

    /** Takes back rounding errors, so that 10000/60 a second make exactly 10000 in a minute. */
    private static double snapped(double sum) {
        double whole = Math.rint(sum);
        return Math.abs(sum - whole) <= 1e-9 + 1e-14 * sum ? whole : sum;
    }

    long end() {
        return course.end();
    }

    double rate(long nanos) {
        return course.level(nanos);
    }

    /** Returns the arrivals up to a time, fractions included. */
    double upTo(long nanos) {
        if (!course.contains(nanos)) {
            return nanos < 0 ? 0 : sums[course.size()];
        }
        int index = course.indexAt(nanos);
        double seconds = (nanos - course.start(index)) / NANOS;
        return sums[index] + (course.segment(index).from() + course.level(nanos)) / 2 * seconds;
    }

    /**
     * Returns when the number of arrivals passes a value; times at rate zero are skipped.
     *
     * @return rounded to the nearest nanosecond, before the end; -1 if the value is not passed before the end
     */
    long inverse(double arrivals) {
        if (!(arrivals < sums[course.size()])) {
            return -1;
        }
        int index = lastNotAbove(arrivals);
        Segment at = course.segment(index);
        double rest = arrivals - sums[index];
        double slope = (at.to() - at.from()) / (at.duration().toNanos() / NANOS);
        double root = Math.sqrt(Math.max(0, at.from() * at.from() + 2 * slope * rest));
        double seconds = rest == 0 ? 0 : 2 * rest / (at.from() + root);
        return Math.min(course.start(index) + Math.round(seconds * NANOS), course.start(index + 1) - 1);
    }

    private int lastNotAbove(double arrivals) {
        int found = Arrays.binarySearch(sums, arrivals);
        if (found < 0) {
            return -found - 2;
        }
        int last = found;
        while (sums[last + 1] <= arrivals) {
            last++;
        }
        return last;
    }
}
