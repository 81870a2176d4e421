// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads stages: each moves evenly from the level of the one before, 0 at first, to its own over its duration; a hold
 * keeps the level.
 */
final class StageReader {

    private final FieldReader fields;
    private final String place;
    private final List<LoadStage> stages;

    StageReader(FieldReader fields, String place, List<LoadStage> stages) {
        this.fields = fields;
        this.place = place;
        this.stages = List.copyOf(stages);
    }

    /** Returns whether the stages set rates; the first stage that sets anything decides. */
    boolean areRates() {
        return stages.stream()
                .filter(s -> s.users() != null || setsRate(s))
                .findFirst()
                .map(s -> s.users() == null)
                .orElse(false);
    }

    /** Returns the segments; empty if there is a mistake, and then reported. */
    Optional<List<Segment>> read() {
        boolean rates = areRates();
        List<Segment> segments = new ArrayList<>();
        double level = 0;
        boolean right = true;
        for (int i = 0; i < stages.size(); i++) {
            LoadStage stage = stages.get(i);
            String at = place + ".stages[" + i + "]";
            boolean hold = stage.users() == null && !setsRate(stage);
            Optional<Duration> duration = duration(at, stage, hold);
            Optional<Double> target = hold ? held(at, i, level) : target(at, stage, rates);
            right &= duration.isPresent() && target.isPresent();
            double to = target.orElse(level);
            segments.add(new Segment(duration.orElse(Duration.ZERO), level, to, Phase.MEASURE));
            level = to;
        }
        return right && amountsToSomething(segments) ? Optional.of(withPhases(segments)) : Optional.empty();
    }

    private static boolean setsRate(LoadStage stage) {
        return stage.rate() != null && !stage.rate().isBlank();
    }

    private Optional<Duration> duration(String at, LoadStage stage, boolean hold) {
        return required(at + ".duration", stage.duration(), hold ? Durations::parsePositive : Durations::parse);
    }

    private <T> Optional<T> required(String at, String raw, Function<String, T> parser) {
        Field field = fields.field(at, raw);
        if (!field.isSet()) {
            fields.problems().add(at + " was '' but must be set");
        }
        return fields.read(field, parser);
    }

    private Optional<Double> held(String at, int index, double level) {
        if (index == 0) {
            fields.problems().add(at + " holds but must set users or a rate: no stage is before it");
            return Optional.empty();
        }
        return Optional.of(level);
    }

    private Optional<Double> target(String at, LoadStage stage, boolean rates) {
        Integer users = stage.users();
        String rate = stage.rate();
        if (users != null && setsRate(stage)) {
            fields.problems().add(at + " sets users and rate but must set one of them");
            return Optional.empty();
        }
        if (rates != (users == null)) {
            fields.problems()
                    .add(at + " sets " + (rates ? "users" : "rate") + " but must set " + (rates ? "rate" : "users")
                            + " like the stages before it");
            return Optional.empty();
        }
        if (users == null) {
            return required(at + ".rate", rate == null ? "" : rate, Rates::parse);
        }
        if (users < 0 || users > Numbers.MAX_USERS) {
            fields.problems().add(at + ".users was '" + users + "' but must be from 0 to " + Numbers.MAX_USERS);
            return Optional.empty();
        }
        return Optional.of((double) users);
    }

    private boolean amountsToSomething(List<Segment> segments) {
        boolean something = segments.stream().anyMatch(s -> !s.duration().isZero() && s.from() + s.to() > 0);
        if (!something) {
            fields.problems().add(place + ".stages never have a load but must be above zero for some time");
        }
        return something;
    }

    /**
     * Takes the climb at the start and the fall at the end out of the measured time, if a stage that holds is between
     * them; without one there is no steady load to distinguish ramps from.
     */
    private static List<Segment> withPhases(List<Segment> segments) {
        int climb = 0;
        while (climb < segments.size()
                && segments.get(climb).to() > segments.get(climb).from()) {
            climb++;
        }
        int fall = segments.size();
        while (fall > climb
                && segments.get(fall - 1).to() < segments.get(fall - 1).from()) {
            fall--;
        }
        if (segments.subList(climb, fall).stream().noneMatch(StageReader::isSteady)) {
            return segments;
        }
        List<Segment> phased = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment s = segments.get(i);
            Phase phase = i < climb ? Phase.RAMP_UP : i < fall ? Phase.MEASURE : Phase.RAMP_DOWN;
            phased.add(new Segment(s.duration(), s.from(), s.to(), phase));
        }
        return phased;
    }

    private static boolean isSteady(Segment segment) {
        return !segment.duration().isZero() && segment.from() == segment.to() && segment.to() > 0;
    }
}
