// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.remote.Gauge;
import io.github.perfjunit.internal.remote.WorkerRoad;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.internal.worker.ShareRunner;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A load of which this JVM runs a share for a controller. */
public final class Share implements ShareRunner {

    private final LocalLoad local;
    private final Participants participants;
    private final List<String> notes = new ArrayList<>();

    /**
     * Prepares the share.
     *
     * @param local the load
     * @param participants take part in it here as well
     */
    public Share(LocalLoad local, Participants participants) {
        this.local = local;
        this.participants = participants;
    }

    @Override
    public LoadData run(LoadPlan plan, WorkerRoad road) {
        Observers observers = new Observers((interval, samples) -> {
            road.sampled(
                    interval,
                    samples.stream()
                            .map(each -> new Gauge(each.name(), each.unit(), each.value()))
                            .toList());
            return List.of(); // listeners are in the controller
        });
        participants.monitors().forEach((who, monitor) -> {
            if (monitor.inWorkers()) {
                observers.add(who, monitor);
            }
        });
        Consumer<Interval> intervals = road::interval;
        try {
            LoadData data = local.run(
                    plan,
                    intervals.andThen(observers),
                    road::stopRequested,
                    road::changes,
                    () -> road.awaitStart(plan));
            notes.addAll(observers.ended(data));
            return data;
        } catch (RuntimeException | Error e) {
            observers.stopped(Reasons.of(e));
            throw e;
        }
    }

    @Override
    public @Nullable LoadData snapshot() {
        return local.snapshot();
    }

    @Override
    public List<String> notes() {
        List<String> all = new ArrayList<>(local.notes());
        all.addAll(notes);
        participants.failures().forEach(failure -> all.add(String.valueOf(failure.getMessage())));
        return all;
    }

    @Override
    public List<ResultSection> sections(LoadData data) {
        List<ResultSection> sections = new ArrayList<>();
        local.work().ifPresent(sections::add);
        sections.addAll(participants.ended(data));
        return sections;
    }
}
