// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static io.github.perfjunit.internal.config.LoadAttribute.ARRIVALS;
import static io.github.perfjunit.internal.config.LoadAttribute.ARRIVAL_RATE;
import static io.github.perfjunit.internal.config.LoadAttribute.BASE_URL;
import static io.github.perfjunit.internal.config.LoadAttribute.DURATION;
import static io.github.perfjunit.internal.config.LoadAttribute.GRACEFUL_STOP;
import static io.github.perfjunit.internal.config.LoadAttribute.ITERATIONS;
import static io.github.perfjunit.internal.config.LoadAttribute.ITERATIONS_PER_USER;
import static io.github.perfjunit.internal.config.LoadAttribute.MAX_USERS;
import static io.github.perfjunit.internal.config.LoadAttribute.OVERFLOW;
import static io.github.perfjunit.internal.config.LoadAttribute.PACING;
import static io.github.perfjunit.internal.config.LoadAttribute.RAMP_DOWN;
import static io.github.perfjunit.internal.config.LoadAttribute.RAMP_UP;
import static io.github.perfjunit.internal.config.LoadAttribute.STAGES;
import static io.github.perfjunit.internal.config.LoadAttribute.START_AFTER;
import static io.github.perfjunit.internal.config.LoadAttribute.THINK_TIME;
import static io.github.perfjunit.internal.config.LoadAttribute.USERS;
import static io.github.perfjunit.internal.config.LoadAttribute.WARM_UP;

import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the settings of one scenario.
 */
final class LoadReader {

    /** Longest measured time of a load that is to end by a number of iterations and sets no duration. */
    static final Duration ITERATIONS_CAP = Duration.ofMinutes(10);

    private static final String AUTO = "auto";

    private final FieldReader fields;
    private final Problems problems;
    private final RawLoad raw;
    private final StageReader stageReader;
    private final Map<LoadAttribute<?, ?>, Field> texts = new HashMap<>();
    private final boolean staged;
    private final int reportsBefore;

    LoadReader(FieldReader fields, RawLoad raw) {
        this.fields = fields;
        this.problems = fields.problems();
        this.reportsBefore = problems.reports();
        this.raw = raw;
        this.stageReader = new StageReader(fields, raw.place, raw.get(STAGES).orElse(List.of()));
        this.staged = raw.isSet(STAGES);
        for (LoadAttribute<?, ?> attribute : LoadAttribute.ALL) {
            if (raw.nulls().contains(attribute)) {
                problems.add(place(attribute) + " was null but must have a value");
            }
        }
    }

    private String place(LoadAttribute<?, ?> attribute) {
        return raw.place + "." + attribute.name();
    }

    /** Returns the scenario; empty if there is a mistake, and then reported. */
    Optional<Draft> read() {
        Optional<Integer> users = number(USERS);
        Optional<Integer> maxUsers = number(MAX_USERS);
        Optional<Long> iterations = number(ITERATIONS);
        Optional<Long> perUser = number(ITERATIONS_PER_USER);
        Optional<Double> rate = text(ARRIVAL_RATE);
        List<Segment> flat = flat(raw.isSet(USERS) ? users.orElse(0) : rate.orElse(0.0));
        Optional<Duration> pace = text(PACING);
        Draft.Conditions conditions = new Draft.Conditions(
                textOrDefault(THINK_TIME),
                isAuto(),
                textOrDefault(GRACEFUL_STOP),
                textOrDefault(START_AFTER),
                textOrDefault(BASE_URL));
        KindCourse course = raw.course;
        List<Segment> segments =
                course != null ? course.segments() : staged ? stageReader.read().orElse(List.of()) : flat;
        checkCombination();
        checkLength(segments);
        checkAuto(segments);
        if (problems.reports() > reportsBefore) {
            return Optional.empty();
        }
        LoadModel model = isOpen()
                ? open(segments, maxUsers)
                : new LoadModel.Closed(segments, pace.orElse(null), iterations.orElse(null), perUser.orElse(null));
        return Optional.of(new Draft(model, staged, conditions, course));
    }

    private <R> Optional<R> text(LoadAttribute<String, R> attribute) {
        return fields.read(field(attribute), attribute::read);
    }

    private <R> R textOrDefault(LoadAttribute<String, R> attribute) {
        return text(attribute).orElse(Objects.requireNonNull(attribute.byDefault()));
    }

    private <N extends Number> Optional<N> number(LoadAttribute<N, N> attribute) {
        return raw.get(attribute).flatMap(value -> {
            try {
                return Optional.of(attribute.read(value));
            } catch (BadValueException e) {
                problems.add(place(attribute) + " " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    private <E extends Enum<E>> E option(LoadAttribute<E, E> attribute) {
        return raw.get(attribute).orElse(Objects.requireNonNull(attribute.byDefault()));
    }

    /** Returns a text, its placeholders replaced when it is first asked for. */
    private Field field(LoadAttribute<?, ?> attribute) {
        return texts.computeIfAbsent(
                attribute,
                a -> fields.field(place(a), raw.get(a).map(String.class::cast).orElse("")));
    }

    /** Returns whether a setting is set, its placeholders replaced. One that was given as null counts as set. */
    private boolean isSet(LoadAttribute<?, ?> attribute) {
        return raw.nulls().contains(attribute)
                || (attribute.isText() ? field(attribute).isSet() : raw.isSet(attribute));
    }

    private boolean isOpen() {
        return staged ? stageReader.areRates() : isSet(ARRIVAL_RATE);
    }

    private boolean isAuto() {
        return field(WARM_UP).text().strip().equals(AUTO);
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

    private List<Segment> flat(double level) {
        List<Segment> segments = new ArrayList<>();
        add(segments, text(RAMP_UP), 0, level, Phase.RAMP_UP);
        add(segments, isAuto() ? Optional.empty() : text(WARM_UP), level, level, Phase.WARM_UP);
        Optional<Duration> measured = text(DURATION);
        add(segments, measured.or(() -> Optional.of(ITERATIONS_CAP)), level, level, Phase.MEASURE);
        add(segments, text(RAMP_DOWN), level, 0, Phase.RAMP_DOWN);
        return segments;
    }

    static Duration warmUp(String text) {
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

    private LoadModel open(List<Segment> segments, Optional<Integer> maxUsers) {
        return new LoadModel.Open(
                segments, maxUsers.orElseGet(() -> defaultMaxUsers(segments)), option(OVERFLOW), option(ARRIVALS));
    }

    /** Returns ten seconds' worth of arrivals at the highest rate, at least 100 and at most 10,000. */
    private int defaultMaxUsers(List<Segment> segments) {
        CourseLimits limits = raw.course == null ? null : raw.course.limits();
        double peak = limits == null ? Segments.peak(segments) : limits.highest();
        return (int) Math.max(100, Math.min(10_000, Math.ceil(10 * peak)));
    }

    private void checkCombination() {
        boolean users = raw.isSet(USERS);
        boolean rate = isSet(ARRIVAL_RATE);
        if (users && rate) {
            problems.add(forbidden(USERS, "arrivalRate"), "maxUsers limits the virtual users of an arrival rate");
            return;
        }
        if (!users && !rate && !staged) {
            String levels = String.join(", ", raw.levels()).replaceFirst(", (\\w+)$", " or $1");
            problems.add(raw.place + " sets no load but must set " + levels);
            return;
        }
        LoadForm form = form();
        if (staged) {
            forbid(LoadForm.STAGES, "stages");
        }
        forbid(Set.of(form), form.words());
        if (isSet(ITERATIONS) && isSet(ITERATIONS_PER_USER) && form == LoadForm.USERS) {
            problems.add(forbidden(ITERATIONS_PER_USER, "iterations"));
        }
        if (raw.course == null) {
            checkEnd(form);
        }
    }

    private LoadForm form() {
        if (staged) {
            return isOpen() ? LoadForm.STAGES_OF_RATES : LoadForm.STAGES_OF_USERS;
        }
        return isOpen() ? LoadForm.RATE : LoadForm.USERS;
    }

    /** Reports the settings that may stand with none of some forms; those forbidden with all stages only once. */
    private void forbid(Set<LoadForm> forms, String words) {
        for (LoadAttribute<?, ?> attribute : LoadAttribute.ALL) {
            boolean allowed = attribute.forms().stream().anyMatch(forms::contains);
            boolean reported =
                    forms.size() == 1 && staged && attribute.forms().stream().noneMatch(LoadForm.STAGES::contains);
            boolean auto = attribute == WARM_UP && isAuto();
            if (!allowed
                    && !reported
                    && !auto
                    && isSet(attribute)
                    && !raw.nulls().contains(attribute)) {
                problems.add(forbidden(attribute, words));
            }
        }
    }

    private String forbidden(LoadAttribute<?, ?> attribute, String with) {
        String shown = attribute.isText()
                ? BadValueException.quote(field(attribute).text())
                : "'" + raw.get(attribute).orElseThrow() + "'";
        return place(attribute) + " was " + shown + " but must not be set together with " + with;
    }

    private void checkEnd(LoadForm form) {
        if (form == LoadForm.RATE && !isSet(DURATION)) {
            problems.add(raw.place + " sets arrivalRate but must also set duration");
        }
        if (form == LoadForm.USERS && !isSet(DURATION) && !isSet(ITERATIONS) && !isSet(ITERATIONS_PER_USER)) {
            problems.add(raw.place + " sets users but must also set duration"
                    + (raw.offers(ITERATIONS) ? " or iterations" : ""));
        }
    }

    private void checkLength(List<Segment> segments) {
        if (Segments.length(segments).compareTo(Durations.MAX) > 0) {
            problems.add(raw.place + " takes more than a year in all but must take at most 365d");
        }
    }
}
