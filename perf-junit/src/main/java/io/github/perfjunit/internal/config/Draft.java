// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;

/**
 * A scenario whose settings are right, before keys change it.
 *
 * @param model when iterations start
 * @param staged true if it was written as stages, false if as ramp, hold and ramp
 */
record Draft(
        LoadModel model,
        boolean staged,
        Duration startAfter,
        ThinkTime thinkTime,
        boolean autoWarmUp,
        Duration gracefulStop,
        String baseUrl) {

    Draft withModel(LoadModel changed) {
        return new Draft(changed, staged, startAfter, thinkTime, autoWarmUp, gracefulStop, baseUrl);
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
        return new Draft(model, staged, changed, thinkTime, autoWarmUp, gracefulStop, baseUrl);
    }

    /** Returns one user that runs one iteration at once: the scenario as a functional test. */
    Draft smoke() {
        List<Segment> once = List.of(new Segment(LoadReader.ITERATIONS_CAP, 1, 1, Phase.MEASURE));
        return new Draft(
                new LoadModel.Closed(once, null, 1L),
                false,
                Duration.ZERO,
                ThinkTime.NONE,
                false,
                gracefulStop,
                baseUrl);
    }

    Duration end() {
        return startAfter.plus(model.duration());
    }
}
