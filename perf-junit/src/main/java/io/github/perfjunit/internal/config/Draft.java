// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario whose settings are right, before keys change it.
 *
 * @param model when iterations start
 * @param staged true if it was written as stages, false if as ramp, hold and ramp
 * @param conditions everything else
 * @param course the course that its kind gives it; null if its settings do
 */
record Draft(
        LoadModel model,
        boolean staged,
        Conditions conditions,
        @Nullable KindCourse course) {

    /** The settings beside the model. */
    record Conditions(
            ThinkTime thinkTime, boolean autoWarmUp, Duration gracefulStop, Duration startAfter, String baseUrl) {}

    Draft withModel(LoadModel changed) {
        return new Draft(changed, staged, conditions, course);
    }

    Draft withSegments(List<Segment> segments) {
        if (model instanceof LoadModel.Open open) {
            return withModel(new LoadModel.Open(segments, open.maxUsers(), open.overflow(), open.arrivals()));
        }
        LoadModel.Closed closed = (LoadModel.Closed) model;
        return withModel(
                new LoadModel.Closed(segments, closed.pacing(), closed.iterations(), closed.iterationsPerUser()));
    }

    Draft withStartAfter(Duration changed) {
        Conditions c = conditions;
        return new Draft(
                model,
                staged,
                new Conditions(c.thinkTime(), c.autoWarmUp(), c.gracefulStop(), changed, c.baseUrl()),
                course);
    }

    /** Returns one user that runs one iteration at once: the scenario as a functional test. */
    Draft smoke() {
        List<Segment> once = List.of(new Segment(LoadReader.ITERATIONS_CAP, 1, 1, Phase.MEASURE));
        return new Draft(
                new LoadModel.Closed(once, null, 1L, null),
                false,
                new Conditions(ThinkTime.NONE, false, conditions.gracefulStop(), Duration.ZERO, conditions.baseUrl()),
                null);
    }

    Duration startAfter() {
        return conditions.startAfter();
    }

    Duration end() {
        return startAfter().plus(model.duration());
    }
}
