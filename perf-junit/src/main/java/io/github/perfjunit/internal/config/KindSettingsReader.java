// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.KindSettings;
import io.github.perfjunit.spi.LoadConductor;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the annotation of a kind of load with a course of its own. */
public final class KindSettingsReader implements KindSettings {

    private final Annotation annotation;
    private final RawLoad raw;
    private final PerfKeys keys;
    private final FieldReader fields;
    private final FieldReader silent;
    private final List<Objective> objectives;

    /**
     * Prepares for reading.
     *
     * @param annotation of the test method
     * @param raw its settings of a load
     * @param settings values of placeholders
     * @param keys what they say about the run
     * @param problems collects the mistakes
     * @param objectives those of {@code @Slo}
     */
    public KindSettingsReader(
            Annotation annotation,
            RawLoad raw,
            Settings settings,
            PerfKeys keys,
            Problems problems,
            List<Objective> objectives) {
        this.annotation = annotation;
        this.raw = raw;
        this.keys = keys;
        Placeholders placeholders = new Placeholders(settings);
        this.fields = new FieldReader(placeholders, problems);
        this.silent = new FieldReader(placeholders, new Problems(raw.place));
        this.objectives = List.copyOf(objectives);
    }

    /**
     * Has the course made, which becomes part of the raw settings.
     *
     * @param conductor makes it
     * @return the load; null after mistakes
     */
    public @Nullable ConductedLoad conduct(LoadConductor conductor) {
        raw.course = new KindCourse(List.of(), null, ""); // also if it throws
        ConductedLoad load = conductor.conduct(this);
        if (load == null) {
            return null;
        }
        List<Segment> segments = load.segments();
        if (segments.isEmpty()) {
            raw.course = null;
            raw.arranging = load::arrange;
        } else {
            raw.course = new KindCourse(segments, load.limits(), load.description());
        }
        return load;
    }

    /**
     * Returns the keys that change the load of a test and do not apply to a course of its own.
     *
     * @return such as {@code perf.duration}; none if none is set
     */
    public List<String> keysWithoutEffect() {
        List<String> names = new ArrayList<>();
        if (raw.course == null) {
            return names;
        }
        if (keys.users() != null) {
            names.add("perf.users");
        }
        if (keys.rampUp() != null) {
            names.add("perf.rampUp");
        }
        if (keys.duration() != null) {
            names.add("perf.duration");
        }
        return names;
    }

    @Override
    public <A extends Annotation> A annotation(Class<A> type) {
        if (!type.isInstance(annotation)) {
            throw new IllegalArgumentException("the annotation is " + annotation + " but must be @" + type.getName());
        }
        return type.cast(annotation);
    }

    @Override
    public String place(String attribute) {
        boolean ofAnyLoad =
                LoadAttribute.ALL.stream().anyMatch(known -> known.name().equals(attribute));
        return (ofAnyLoad ? raw.place : raw.kind) + "." + attribute;
    }

    @Override
    public String kind() {
        return raw.kind;
    }

    @Override
    public boolean open() {
        return !raw.isSet(LoadAttribute.USERS)
                && silent.field("", raw.text(LoadAttribute.ARRIVAL_RATE)).isSet();
    }

    /** Mistakes in it are reported when the plan is read. */
    @Override
    public Optional<Double> level() {
        if (open()) {
            return silent.read("", raw.text(LoadAttribute.ARRIVAL_RATE), LoadAttribute.ARRIVAL_RATE::read)
                    .map(this::scaled);
        }
        return raw.get(LoadAttribute.USERS)
                .filter(users -> users >= 1 && users <= Numbers.MAX_USERS)
                .map(users -> scaled((double) users));
    }

    @Override
    public Optional<Double> level(String attribute, String text) {
        Function<String, Double> parser = open() ? Rates::parsePositive : users -> (double) Numbers.users(users);
        return fields.read(place(attribute), text, parser).map(this::scaled);
    }

    @Override
    public boolean isAbove(String attribute, String text) {
        Optional<Double> start = open()
                ? silent.read("", raw.text(LoadAttribute.ARRIVAL_RATE), LoadAttribute.ARRIVAL_RATE::read)
                : raw.get(LoadAttribute.USERS).map(Integer::doubleValue);
        Function<String, Double> parser = open() ? Rates::parsePositive : users -> (double) Numbers.users(users);
        Optional<Double> other = silent.read("", text, parser);
        return start.isEmpty() || other.isEmpty() || other.get() > start.get();
    }

    private double scaled(double level) {
        if (open()) {
            return Math.min(Rates.MAX, level * keys.scale());
        }
        double users = Math.max(1, Math.rint(level * keys.scale()));
        Integer most = keys.maxUsers();
        return Math.min(Numbers.MAX_USERS, most == null ? users : Math.min(users, most));
    }

    @Override
    public String text(double level) {
        if (open()) {
            return Rates.format(level);
        }
        long users = Math.round(level);
        return users + (users == 1 ? " user" : " users");
    }

    @Override
    public String text(Duration duration) {
        return Durations.format(duration);
    }

    @Override
    public Optional<Duration> duration(String attribute, String text) {
        return fields.read(place(attribute), text, Durations::parse);
    }

    @Override
    public Optional<Duration> time(String attribute, String text) {
        return fields.read(place(attribute), text, Durations::parsePositive);
    }

    @Override
    public Optional<Double> share(String attribute, String text) {
        return fields.read(place(attribute), text, Percentages::parse);
    }

    @Override
    public String resolved(String attribute, String text) {
        return fields.field(place(attribute), text).text();
    }

    @Override
    public List<Objective> objectives() {
        return objectives;
    }

    @Override
    public Optional<Duration> longest() {
        return Optional.ofNullable(keys.maxDuration());
    }

    @Override
    public boolean judgesUnfit() {
        return keys.invalid() == PerfKeys.Invalid.WARN;
    }

    @Override
    public void problem(String sentence) {
        fields.problems().add(sentence);
    }
}
