// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.analysis.HiddenStalls.Stall;
import io.github.perfjunit.internal.course.SeenStalls;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Ten users who send a request each 10 ms, looked at every 50 ms of a clock that is made up. */
class StallTrackTests {

    private static final long MILLI = 1_000_000;

    private final long[] begun = new long[10];
    private final StallTrack track;
    private long now;
    private double late;
    private long lastEnd;
    private boolean measured = true;
    private Duration median = Duration.ofMillis(10);
    private int mediansAskedFor;

    StallTrackTests() {
        track = new StallTrack("browse", new TenUsers(), 0);
    }

    private final class TenUsers implements StallTrack.Users {

        @Override
        public boolean isMeasured(long nanoTime) {
            return measured;
        }

        @Override
        public int active() {
            return begun.length;
        }

        @Override
        public int waiting(long nanoTime, long longestNanos) {
            return (int) Arrays.stream(begun)
                    .filter(since -> since >= 0 && nanoTime - since <= longestNanos)
                    .count();
        }

        @Override
        public long laterEnd(long nanoTime) {
            return Math.max(nanoTime, lastEnd);
        }

        @Override
        public Duration medianLatency() {
            mediansAskedFor++;
            return median;
        }
    }

    /** All users have just sent a request. */
    private void answered(int looks) {
        for (int i = 0; i < looks; i++) {
            now += 50 * MILLI;
            lastEnd = now - MILLI;
            Arrays.fill(begun, now - MILLI);
            look();
        }
    }

    private void silent(int looks) {
        for (int i = 0; i < looks; i++) {
            now += 50 * MILLI;
            look();
        }
    }

    private void look() {
        track.look(now, late);
    }

    @Test
    void stall_isSeenWithItsStartAndUsers() {
        answered(20);
        silent(10);
        answered(10);

        SeenStalls seen = track.seen();
        assertThat(seen.first()).containsExactly(new Stall(1000, Duration.ofMillis(500), 10, 10));
        assertThat(seen.scenario()).isEqualTo("browse");
        assertThat(seen.count()).isEqualTo(1);
        assertThat(seen.longest()).isEqualTo(Duration.ofMillis(500));
        assertThat(seen.userTime()).isEqualTo(Duration.ofMillis(10 * (2000 - 50 - 500)));
    }

    @Test
    void loadWithoutGap_isNoStall_andCostsNoMedian() {
        answered(100);

        assertThat(track.seen().count()).isZero();
        assertThat(mediansAskedFor).isZero();
    }

    @Test
    void gapOfAFewLatencies_isNoStall() {
        median = Duration.ofMillis(51);
        answered(10);
        silent(10);
        answered(10);

        assertThat(track.seen().count()).isZero();
    }

    /** Before the first answer nothing is known. */
    @Test
    void gapBeforeAnyAnswer_isNoStall() {
        median = Duration.ofHours(1);
        silent(100);

        assertThat(track.seen().count()).isZero();
    }

    @Test
    void usersWhoThink_areNotStopped() {
        answered(10);
        Arrays.fill(begun, 0, 3, -1);
        silent(10);
        answered(1);

        assertThat(track.seen().count()).isZero();
    }

    /** Requests that had long been under way when the last one began are slow ones of their own. */
    @Test
    void usersInSlowRequestsByChance_areNotStopped() {
        answered(10);
        Arrays.fill(begun, 0, 3, now - 150 * MILLI);
        silent(10);
        answered(1);

        assertThat(track.seen().count()).isZero();
    }

    /** A collection of 500 ms: this thread and the one that naps were stopped as well. */
    @Test
    void pauseOfTheGenerator_isNoStall() {
        answered(10);
        now += 550 * MILLI;
        late += 500;
        look();
        answered(10);
        now += 550 * MILLI; // the other thread tells of it later
        look();
        late += 500;
        answered(10);

        assertThat(track.seen().count()).isZero();
    }

    /** Many short pauses, of which the sleep of this thread hides some. */
    @Test
    void pausesThatOnlyTheOtherThreadSees_areNoStall() {
        answered(10);
        for (int i = 0; i < 10; i++) {
            late += 42;
            silent(1);
        }
        answered(10);

        assertThat(track.seen().count()).isZero();
    }

    @Test
    void stall_besidePausesOfTheGenerator_countsWithoutThem() {
        answered(20);
        for (int i = 0; i < 10; i++) {
            late += 10;
            silent(1);
        }
        answered(10);

        assertThat(track.seen().first()).containsExactly(new Stall(1000, Duration.ofMillis(400), 10, 10));
    }

    @Test
    void stall_outsideTheMeasuredTime_isNotSeen() {
        measured = false;
        answered(10);
        silent(20);
        measured = true;
        answered(10);
        measured = false;
        silent(20);

        assertThat(track.seen().count()).isZero();
    }

    @Test
    void stall_thatLastsToTheEnd_isSeen() {
        answered(20);
        silent(10);
        measured = false;
        silent(1);

        assertThat(track.seen().first()).containsExactly(new Stall(1000, Duration.ofMillis(500), 10, 10));
    }
}
