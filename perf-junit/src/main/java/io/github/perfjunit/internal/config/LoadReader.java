// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one scenario.
 */
final class LoadReader {

    /** Longest measured time of a load that is to end by a number of iterations and sets no duration. */
    static final Duration ITERATIONS_CAP = Duration.ofMinutes(10);

    static final Duration DEFAULT_GRACEFUL_STOP = Duration.ofSeconds(30);

    private static final String AUTO = "auto";

    private final FieldReader fields;
    private final Problems problems;
    private final RawLoad raw;
    private final StageReader stageReader;
    private final Field rate;
    private final Field rampUp;
    private final Field warmUp;
    private final Field duration;
    private final Field rampDown;
    private final Field pacing;
    private final boolean staged;
    private final int reportsBefore;

    LoadReader(FieldReader fields, RawLoad raw) {
        this.fields = fields;
        this.problems = fields.problems();
        this.reportsBefore = problems.reports();
        this.raw = raw;
        this.stageReader = new StageReader(fields, raw.place, raw.stages);
        this.rate = field("arrivalRate", raw.arrivalRate);
        this.rampUp = field("rampUp", raw.rampUp);
        this.warmUp = field("warmUp", raw.warmUp);
        this.duration = field("duration", raw.duration);
        this.rampDown = field("rampDown", raw.rampDown);
        this.pacing = field("pacing", raw.pacing);
        this.staged = !raw.stages.isEmpty();
    }

    private Field field(String name, String text) {
        return fields.field(place(name), text);
    }

    private String place(String name) {
        return raw.place + "." + name;
    }

    /** Returns the scenario; empty if there is a mistake, and then reported. */
    Optional<Draft> read() {
        checkNumber("users", raw.users, Numbers.MAX_USERS);
        checkNumber("maxUsers", raw.maxUsers, Numbers.MAX_USERS);
        checkNumber("iterations", raw.iterations, Long.MAX_VALUE);
        Optional<Double> level = fields.read(rate, Rates::parsePositive);
        List<Segment> flat = flat(raw.users == null ? level.orElse(0.0) : Math.max(0, raw.users));
        Optional<Duration> pace = fields.read(pacing, Durations::parsePositive);
        Optional<ThinkTime> thinkTime = fields.read(place("thinkTime"), raw.thinkTime, Pauses::parse);
        Optional<Duration> gracefulStop = fields.read(place("gracefulStop"), raw.gracefulStop, Durations::parse);
        Optional<Duration> startAfter = fields.read(place("startAfter"), raw.startAfter, Durations::parse);
        Optional<String> baseUrl = fields.read(place("baseUrl"), raw.baseUrl, BaseUrls::parse);
        List<Segment> segments = staged ? stageReader.read().orElse(List.of()) : flat;
        checkCombination();
        checkLength(segments);
        checkAuto(segments);
        if (problems.reports() > reportsBefore) {
            return Optional.empty();
        }
        return Optional.of(new Draft(
                isOpen() ? open(segments) : new LoadModel.Closed(segments, pace.orElse(null), raw.iterations),
                staged,
                startAfter.orElse(Duration.ZERO),
                thinkTime.orElse(ThinkTime.NONE),
                isAuto(),
                gracefulStop.orElse(DEFAULT_GRACEFUL_STOP),
                baseUrl.orElse("")));
    }

    private boolean isOpen() {
        return staged ? stageReader.areRates() : rate.isSet();
    }

    private boolean isAuto() {
        return warmUp.text().strip().equals(AUTO);
    }

    /** The level at which measuring begins is that of the warm-up. */
    private void checkAuto(List<Segment> segments) {
        boolean fromZero = segments.stream()
                .filter(s -> s.phase() == Phase.MEASURE)
                .findFirst()
                .filter(s -> s.from() == 0)
                .isPresent();
        if (isAuto() && fromZero) {
            problems.add(
                    raw.place + ".warmUp was 'auto' but the stages are measured from zero on, where there is nothing"
                            + " to warm up; begin with a stage that climbs and one that holds");
        }
    }

    private void checkNumber(String name, @Nullable Number value, long most) {
        if (value != null && (value.longValue() < 1 || value.longValue() > most)) {
            problems.add(place(name) + " was '" + value + "' but must be "
                    + (most == Long.MAX_VALUE ? "at least 1" : "from 1 to " + most));
        }
    }

    private List<Segment> flat(double level) {
        List<Segment> segments = new ArrayList<>();
        add(segments, fields.read(rampUp, Durations::parse), 0, level, Phase.RAMP_UP);
        add(segments, isAuto() ? Optional.empty() : fields.read(warmUp, this::warmUp), level, level, Phase.WARM_UP);
        Optional<Duration> measured = fields.read(duration, Durations::parsePositive);
        add(segments, measured.or(() -> Optional.of(ITERATIONS_CAP)), level, level, Phase.MEASURE);
        add(segments, fields.read(rampDown, Durations::parse), level, 0, Phase.RAMP_DOWN);
        return segments;
    }

    private Duration warmUp(String text) {
        try {
            return Durations.parse(text);
        } catch (BadValueException e) {
            BadValueException bad =
                    new BadValueException(text, "be a duration such as 250ms, 2s, 10m or 1h30m, or be auto");
            bad.initCause(e);
            throw bad;
        }
    }

    private static void add(List<Segment> to, Optional<Duration> length, double from, double level, Phase phase) {
        length.filter(d -> !d.isZero()).ifPresent(d -> to.add(new Segment(d, from, level, phase)));
    }

    private LoadModel open(List<Segment> segments) {
        return new LoadModel.Open(
                segments,
                Objects.requireNonNullElseGet(raw.maxUsers, () -> defaultMaxUsers(segments)),
                Objects.requireNonNullElse(raw.overflow, Overflow.QUEUE),
                Objects.requireNonNullElse(raw.arrivals, Arrivals.EVEN));
    }

    /** Returns ten seconds' worth of arrivals at the highest rate, at least 100 and at most 10,000. */
    private static int defaultMaxUsers(List<Segment> segments) {
        return (int) Math.max(100, Math.min(10_000, Math.ceil(10 * Segments.peak(segments))));
    }

    private void checkCombination() {
        boolean users = raw.users != null;
        if (!users && !rate.isSet() && !staged) {
            String levels = String.join(", ", raw.levels).replaceFirst(", (\\w+)$", " or $1");
            problems.add(raw.place + " sets no load but must set " + levels);
        } else if (users && rate.isSet()) {
            problems.add(
                    place("users") + " was '" + raw.users + "' but must not be set together with arrivalRate",
                    "maxUsers limits the virtual users of an arrival rate");
        } else if (staged) {
            forbid("users", raw.users, "stages");
            forbid(rate, "stages");
            checkStaged();
        }
        if (users && rate.isSet()) {
            return;
        }
        if (isOpen()) {
            checkOpen();
        } else if (users || staged) {
            checkClosed();
        }
    }

    private void checkStaged() {
        forbid(rampUp, "stages");
        if (!isAuto()) {
            forbid(warmUp, "stages");
        }
        forbid(duration, "stages");
        forbid(rampDown, "stages");
        forbid("iterations", raw.iterations, "stages");
    }

    private void checkOpen() {
        String what = staged ? "stages of rates" : "arrivalRate";
        forbid(pacing, what);
        if (!staged) {
            forbid("iterations", raw.iterations, what);
            if (!duration.isSet()) {
                problems.add(raw.place + " sets arrivalRate but must also set duration");
            }
        }
    }

    private void checkClosed() {
        String what = staged ? "stages of users" : "users";
        forbid("maxUsers", raw.maxUsers, what);
        forbid("overflow", raw.overflow, what);
        forbid("arrivals", raw.arrivals, what);
        if (!staged && !duration.isSet() && raw.iterations == null) {
            problems.add(raw.place + " sets users but must also set duration or iterations");
        }
    }

    private void forbid(Field field, String with) {
        if (field.isSet()) {
            problems.add(field.place() + " was " + BadValueException.quote(field.text())
                    + " but must not be set together with " + with);
        }
    }

    private void forbid(String name, @Nullable Object value, String with) {
        if (value != null) {
            problems.add(place(name) + " was '" + value + "' but must not be set together with " + with);
        }
    }

    private void checkLength(List<Segment> segments) {
        if (Segments.length(segments).compareTo(Durations.MAX) > 0) {
            problems.add(raw.place + " takes more than a year in all but must take at most 365d");
        }
    }
}
