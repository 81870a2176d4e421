// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import io.github.perfjunit.load.Segment;
import java.util.List;

/**
 * Times at which each virtual user of a closed model is active: user {@code k}, numbered from 0, while the level is
 * above {@code k}. Immutable.
 *
 * <p>So a ramp from 0 to {@code n} over {@code d} starts user {@code k} at {@code d * k / n}. Times are relative to the
 * start of the scenario and rounded to the nearest nanosecond. A level that only touches {@code k} on its way down and
 * up again does not interrupt user {@code k}.
 */
public final class UserSchedule {

    private final Course course;
    private final int users;

    private UserSchedule(Course course) {
        this.course = course;
        double peak = 0;
        for (int s = 0; s < course.size(); s++) {
            peak = Math.max(
                    peak, Math.max(course.segment(s).from(), course.segment(s).to()));
        }
        users = (int) Math.ceil(peak);
    }

    /**
     * Creates the schedule of some segments.
     *
     * @param segments users over time
     * @return their schedule
     */
    public static UserSchedule of(List<Segment> segments) {
        return new UserSchedule(new Course(segments));
    }

    /**
     * Returns the next time at which a user is active.
     *
     * @param user its number, from 0
     * @param afterNanos earliest time of interest
     * @return the first time from then on at which it is active, or -1 if it never is again
     */
    public long startNanos(int user, long afterNanos) {
        Windows windows = new Windows(user);
        while (windows.next()) {
            if (windows.end > afterNanos) {
                return Math.max(windows.start, afterNanos);
            }
        }
        return -1;
    }

    /**
     * Returns until when a user that is active at some time stays active.
     *
     * @param user its number, from 0
     * @param fromNanos a time at which it is active
     * @return the end of that time of activity, not included; {@code fromNanos} itself if the user is not active then
     */
    public long stopNanos(int user, long fromNanos) {
        Windows windows = new Windows(user);
        while (windows.next()) {
            if (windows.end > fromNanos) {
                return windows.start <= fromNanos ? windows.end : fromNanos;
            }
        }
        return fromNanos;
    }

    /**
     * Returns the highest number of users that are active at once.
     *
     * @return zero or more; users have the numbers below it
     */
    public int users() {
        return users;
    }

    /**
     * Returns the planned level.
     *
     * @param nanos a time
     * @return users at that time: at a jump those after it, and 0 before the start and from the end on
     */
    public double level(long nanos) {
        return course.level(nanos);
    }

    /**
     * Returns the end of the schedule.
     *
     * @return the length of all segments
     */
    public long endNanos() {
        return course.end();
    }

    /** Walks over the longest stretches of time during which one user is active. */
    private final class Windows {

        private final int user;
        private int segment;
        private long start;
        private long end;

        private Windows(int user) {
            this.user = user;
        }

        /** Moves to the next window and tells whether there is one. */
        private boolean next() {
            boolean found = false;
            for (; segment < course.size(); segment++) {
                long from = activeFrom(segment);
                long to = activeTo(segment);
                if (from < to) {
                    if (found && from > end) {
                        return true;
                    }
                    start = found ? start : from;
                    end = to;
                    found = true;
                }
            }
            return found;
        }

        private long activeFrom(int index) {
            Segment at = course.segment(index);
            boolean later = at.from() < user || (at.from() == user && at.to() <= user);
            return later ? crossing(index) : course.start(index);
        }

        private long activeTo(int index) {
            Segment at = course.segment(index);
            boolean earlier = at.to() < user || (at.to() == user && at.from() <= user);
            return earlier ? crossing(index) : course.start(index + 1);
        }

        /** Returns when the level of a segment passes the user's number; its start if it is never above it. */
        private long crossing(int index) {
            Segment at = course.segment(index);
            if (Math.max(at.from(), at.to()) <= user) {
                return course.start(index);
            }
            double done = (user - at.from()) / (at.to() - at.from());
            return course.start(index) + Math.round(at.duration().toNanos() * done);
        }
    }
}
