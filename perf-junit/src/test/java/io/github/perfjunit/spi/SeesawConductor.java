// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Scope;
import java.time.Duration;
import java.util.List;

/** Gives a {@link Seesaw} its course; the high part is decided on while the low one runs. */
public final class SeesawConductor implements LoadConductor {

    @Override
    public ConductedLoad conduct(KindSettings settings) {
        Seesaw seesaw = settings.annotation(Seesaw.class);
        if (seesaw.fails().equals("conduct")) {
            throw new IllegalStateException("no idea");
        }
        double low = settings.level().orElse(1.0);
        double high = settings.level("high", seesaw.high()).orElse(low);
        Duration hold = settings.time("hold", seesaw.hold()).orElse(Duration.ofSeconds(1));
        return new Course(low, high, hold, seesaw.fails());
    }

    private static final class Course implements ConductedLoad {

        private final double low;
        private final double high;
        private final Duration hold;
        private final String fails;
        private boolean changed;

        Course(double low, double high, Duration hold, String fails) {
            this.low = low;
            this.high = high;
            this.hold = hold;
            this.fails = fails;
        }

        @Override
        public List<Segment> segments() {
            return List.of(Segment.hold(hold, low, Phase.MEASURE, "low"));
        }

        @Override
        public CourseLimits limits() {
            return new CourseLimits(Duration.ofMinutes(1), high);
        }

        @Override
        public String description() {
            return "a seesaw";
        }

        @Override
        public void interval(Interval interval, CourseControl course) {
            if (fails.equals("interval")) {
                throw new IllegalStateException("lost count");
            }
            if (!changed && interval.toMillis() >= 1000) {
                changed = true;
                Duration at = Duration.ofSeconds(3);
                course.finish(
                        at.compareTo(hold) > 0 ? at : hold, List.of(Segment.hold(hold, high, Phase.MEASURE, "high")));
            }
        }

        @Override
        public KindVerdict judge(LoadResult result) {
            if (fails.equals("judge")) {
                throw new IllegalStateException("cannot decide");
            }
            double faster = (double) result.stretch("high").count()
                    / result.stretch("low").count();
            ObjectiveResult.State state = faster > 1.3 ? ObjectiveResult.State.MET : ObjectiveResult.State.MISSED;
            return new KindVerdict(
                    List.of(new ObjectiveResult(
                            Scope.extra("the seesaw"),
                            Measure.of(Measure.Kind.EXTRA, "rise"),
                            ">",
                            1.3,
                            "1.3",
                            faster,
                            "",
                            state,
                            1,
                            null,
                            "")),
                    List.of(),
                    List.of());
        }
    }
}
