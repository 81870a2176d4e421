// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseChangeTests {

    private static final CourseChange CHANGE = new CourseChange(
            "browse",
            Duration.ofMillis(12_500),
            List.of(
                    new Segment(Duration.ofSeconds(2), 10, 20.5, Phase.WARM_UP),
                    Segment.hold(Duration.ofNanos(30_000_000_001L), 20.5, Phase.MEASURE, "step \"3\"\n")),
            true);

    @Test
    void change_sentToAnotherJvm_isTheSame() {
        assertThat(CourseChange.decode(CHANGE.encode())).isEqualTo(CHANGE);
        assertThat(CHANGE.encode()).doesNotContain("\n");
    }

    @Test
    void change_withoutSegments_isTheSame() {
        CourseChange end = new CourseChange("browse", Duration.ofSeconds(3), List.of(), false);

        assertThat(CourseChange.decode(end.encode())).isEqualTo(end);
    }

    @Test
    void end_isThatOfTheLastSegment() {
        assertThat(CHANGE.end()).isEqualTo(Duration.ofNanos(44_500_000_001L));
    }

    @Test
    void textThatIsNoChange_isRefused() {
        assertThatThrownBy(() -> CourseChange.decode("{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the JSON of a CourseChange: at is no number");
    }

    @Test
    void timeBeforeTheStart_isRefused() {
        Duration before = Duration.ofSeconds(-1);
        List<Segment> none = List.of();
        assertThatThrownBy(() -> new CourseChange("browse", before, none, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at was PT-1S but must be zero or more");
    }
}
