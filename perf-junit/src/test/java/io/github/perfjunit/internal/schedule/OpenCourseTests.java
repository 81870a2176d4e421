// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenCourseTests {

    private static final CourseLimits LIMITS = new CourseLimits(ofSeconds(60), 100);

    private static final OpenCourse COURSE = OpenCourse.of(List.of(hold(10, 5, "a")), LIMITS);

    private static Segment hold(int seconds, double level, String label) {
        return Segment.hold(ofSeconds(seconds), level, Phase.MEASURE, label);
    }

    private static Segment held(int seconds, double level) {
        return Segment.hold(ofSeconds(seconds), level, Phase.WARM_UP, "");
    }

    private static CourseChange change(int at, boolean last, Segment... segments) {
        return new CourseChange("s", ofSeconds(at), List.of(segments), last);
    }

    @Test
    void course_withoutAChange_holdsItsLevelToItsLimit() {
        assertThat(COURSE.segments()).containsExactly(hold(10, 5, "a"), held(50, 5));
        assertThat(COURSE.isFixed()).isFalse();
    }

    @Test
    void change_inTime_takesThePlaceOfTheHold() {
        OpenCourse changed = COURSE.with(change(12, false, hold(10, 8, "b")), ofSeconds(10));

        assertThat(changed.segments()).containsExactly(hold(10, 5, "a"), held(2, 5), hold(10, 8, "b"), held(38, 8));
    }

    @Test
    void change_thatComesLate_leavesWhatHasPassed() {
        OpenCourse changed = COURSE.with(change(12, false, hold(10, 8, "b")), ofSeconds(15));

        assertThat(changed.segments()).containsExactly(hold(10, 5, "a"), held(5, 5), hold(7, 8, "b"), held(38, 8));
    }

    @Test
    void change_withinASegment_cutsIt() {
        Segment climb = new Segment(ofSeconds(10), 0, 10, Phase.RAMP_UP, "");
        OpenCourse changed = OpenCourse.of(List.of(climb), LIMITS).with(change(5, true, hold(5, 2, "b")), ofSeconds(1));

        assertThat(changed.segments())
                .containsExactly(new Segment(ofSeconds(5), 0, 5, Phase.RAMP_UP, ""), hold(5, 2, "b"));
    }

    @Test
    void change_thatIsTheLast_endsTheCourse() {
        OpenCourse changed = COURSE.with(change(12, true, hold(10, 8, "b")), ofSeconds(10));

        assertThat(changed.segments()).containsExactly(hold(10, 5, "a"), held(2, 5), hold(10, 8, "b"));
        assertThat(changed.isFixed()).isTrue();
        assertThat(changed.with(change(30, false, hold(10, 9, "c")), ofSeconds(11)))
                .isSameAs(changed);
    }

    @Test
    void change_withoutSegments_endsAtOnce() {
        assertThat(COURSE.with(change(4, true), ofSeconds(4)).segments()).containsExactly(hold(4, 5, "a"));
    }

    @Test
    void change_beyondTheLimit_isCutThere() {
        OpenCourse changed = COURSE.with(change(12, false, hold(100, 8, "b")), ofSeconds(10));

        assertThat(changed.segments()).containsExactly(hold(10, 5, "a"), held(2, 5), hold(48, 8, "b"));
    }
}
