// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A load for workers.
 *
 * @param plan the whole plan
 * @param test JUnit's unique id of the test
 * @param earlier the figures of the loads of the same test before it
 * @param settings keys and values by which the plan was read
 * @param intervals gets each interval of the whole load
 * @param stopRequested returns why the load is to end early, or null
 * @param changes returns the changes of the course so far
 * @param samples gets what monitors of workers sampled, with the number of the worker in the names
 * @param console prints what a reader should see before the summary
 */
public record RemoteJob(
        LoadPlan plan,
        String test,
        List<LoadData> earlier,
        Map<String, String> settings,
        Consumer<Interval> intervals,
        Supplier<@Nullable String> stopRequested,
        Supplier<List<CourseChange>> changes,
        BiConsumer<Interval, List<Gauge>> samples,
        Consumer<String> console) {}
