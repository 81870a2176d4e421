// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.internal.schedule.OpenCourse;
import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.Timeline;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.CourseControl;
import io.github.perfjunit.spi.KindSettings;
import io.github.perfjunit.spi.KindVerdict;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays a load second by second against a server that is a formula; no clock, no threads. */
final class SimulatedLoad {

    /** What the server does in a second. */
    record Second(int ok, double millis, int failed, double lostMillis) {
        static Second of(int ok, double millis) {
            return new Second(ok, millis, 0, 0);
        }
    }

    /** A server. */
    @FunctionalInterface
    interface Server {
        /** Answers a second of load. */
        Second answer(double level, int second);
    }

    private final List<String> labels = new ArrayList<>();
    private int seconds;
    private int last = Integer.MAX_VALUE;

    /** Plays a load of users to its end, and has it judged. */
    KindVerdict play(ConductedLoad load, Server server) {
        return play(load, server, 1);
    }

    /** Plays a load in which only a share of the users takes part. */
    KindVerdict play(ConductedLoad load, Server server, double presentShare) {
        run(load, load.segments(), server, presentShare);
        return load.judge(result());
    }

    /** Plays a load whose course its attributes give. */
    KindVerdict play(ConductedLoad load, List<Segment> planned, Server server) {
        run(load, load.arrange(planned), server, 1);
        return load.judge(result());
    }

    /** Plays the beginning of a load. */
    void begin(ConductedLoad load, List<Segment> planned, int untilSecond, Server server) {
        List<Segment> arranged = load.arrange(planned);
        last = untilSecond;
        run(load, arranged, server, 1);
    }

    private void run(ConductedLoad load, List<Segment> segments, Server server, double presentShare) {
        CourseLimits limits = load.limits();
        Course course = new Course(
                limits == null
                        ? OpenCourse.of(segments, limits(segments)).with(last(segments), Duration.ZERO)
                        : OpenCourse.of(segments, limits));
        for (seconds = 0; seconds < Math.min(last, course.seconds()); seconds++) {
            Segment segment = course.at(seconds + 0.5);
            double level = segment.from();
            Second second = server.answer(level, seconds);
            if (labels.isEmpty() || !labels.get(labels.size() - 1).equals(segment.label())) {
                labels.add(segment.label());
            }
            course.now = Duration.ofSeconds(seconds + 1L);
            load.interval(interval(seconds, segment, second, presentShare), course);
        }
    }

    private static CourseLimits limits(List<Segment> segments) {
        Duration length = segments.stream().map(Segment::duration).reduce(Duration.ZERO, Duration::plus);
        return new CourseLimits(length, 1e6);
    }

    private static CourseChange last(List<Segment> segments) {
        return new CourseChange("simulated", Duration.ZERO, segments, true);
    }

    /** Returns the labels that the load went through, in order, each once in a row. */
    List<String> labels() {
        return labels.stream().filter(label -> !label.isEmpty()).toList();
    }

    int seconds() {
        return seconds;
    }

    private static Interval interval(int second, Segment segment, Second answer, double presentShare) {
        long[] times = new long[answer.ok];
        for (int i = 0; i < times.length; i++) {
            times[i] = Math.round(answer.millis * 1e6 * (0.9 + 0.1 * i / times.length));
        }
        LatencySummary ok = LatencySummary.ofNanos(times);
        List<Series> series = new ArrayList<>();
        if (answer.ok + answer.failed > 0) {
            series.add(new Series(
                    new Series.Key("simulated", "GET /", SeriesKind.REQUEST, segment.phase()),
                    Map.of(Outcome.OK, (long) answer.ok, Outcome.ERROR, (long) answer.failed),
                    ok,
                    LatencySummary.EMPTY,
                    ok,
                    LatencySummary.EMPTY,
                    Map.of(segment.phase(), (long) answer.ok),
                    0,
                    0));
        }
        ScenarioInterval scenario = new ScenarioInterval(
                "simulated",
                segment.phase(),
                (int) Math.round(segment.from() * presentShare),
                0,
                answer.ok,
                answer.ok,
                0,
                0,
                0,
                0,
                0,
                segment.label());
        return new Interval(
                1000L * second, 1000L * second + 1000, Phase.MEASURE, series, List.of(scenario), answer.lostMillis);
    }

    private static LoadResult result() {
        LoadData data = new LoadData(
                Instant.EPOCH,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new GeneratorHealth(0, 0, 0, 0, LatencySummary.EMPTY, 0, PinnedThreads.UNWATCHED, List.of(), List.of()),
                "",
                0);
        return new LoadResult("simulated", data, Timeline.EMPTY, Path.of("."), Enforcement.ENFORCE);
    }

    private static final class Course implements CourseControl {

        private OpenCourse course;
        private Duration now = Duration.ZERO;

        Course(OpenCourse course) {
            this.course = course;
        }

        @Override
        public void change(Duration at, List<Segment> segments) {
            course = course.with(new CourseChange("simulated", at, segments, false), now);
        }

        @Override
        public void finish(Duration at, List<Segment> segments) {
            course = course.with(new CourseChange("simulated", at, segments, true), now);
        }

        int seconds() {
            return (int) course.segments().stream()
                    .map(Segment::duration)
                    .reduce(Duration.ZERO, Duration::plus)
                    .toSeconds();
        }

        Segment at(double second) {
            double end = 0;
            for (Segment segment : course.segments()) {
                end += segment.duration().toNanos() / 1e9;
                if (second < end) {
                    return segment;
                }
            }
            throw new IllegalStateException("the course is over");
        }
    }

    /** Settings of a load of users. */
    static final class Settings implements KindSettings {

        private final double users;
        private final List<Objective> objectives;
        final List<String> problems = new ArrayList<>();

        Settings(double users, Objective... objectives) {
            this.users = users;
            this.objectives = List.of(objectives);
        }

        @Override
        public <A extends Annotation> A annotation(Class<A> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String kind() {
            return "@Kind";
        }

        @Override
        public String place(String attribute) {
            return "@Kind." + attribute;
        }

        @Override
        public boolean open() {
            return false;
        }

        @Override
        public Optional<Double> level() {
            return Optional.of(users);
        }

        @Override
        public Optional<Double> level(String attribute, String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(text));
        }

        @Override
        public boolean isAbove(String attribute, String text) {
            return true;
        }

        @Override
        public String text(double level) {
            return Math.round(level) + " users";
        }

        @Override
        public String text(Duration duration) {
            return duration.toSeconds() + "s";
        }

        @Override
        public Optional<Duration> duration(String attribute, String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(Duration.parse("PT" + text));
        }

        @Override
        public Optional<Duration> time(String attribute, String text) {
            return duration(attribute, text);
        }

        @Override
        public Optional<Double> share(String attribute, String text) {
            return Optional.empty();
        }

        @Override
        public String resolved(String attribute, String text) {
            return text;
        }

        @Override
        public List<Objective> objectives() {
            return objectives;
        }

        @Override
        public Optional<Duration> longest() {
            return Optional.empty();
        }

        @Override
        public boolean judgesUnfit() {
            return false;
        }

        @Override
        public void problem(String sentence) {
            problems.add(sentence);
        }
    }
}
