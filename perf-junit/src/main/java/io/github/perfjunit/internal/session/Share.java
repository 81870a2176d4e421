// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.remote.WorkerRoad;
import io.github.perfjunit.internal.worker.ShareRunner;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A load of which this JVM runs a share for a controller.
 *
 * @param local the load
 * @param participants take part in it here as well
 */
public record Share(LocalLoad local, Participants participants) implements ShareRunner {

    @Override
    public LoadData run(LoadPlan plan, WorkerRoad road) {
        return local.run(plan, road::interval, road::stopRequested, road::changes, () -> road.awaitStart(plan));
    }

    @Override
    public @Nullable LoadData snapshot() {
        return local.snapshot();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(local.notes());
        participants.failures().forEach(failure -> notes.add(String.valueOf(failure.getMessage())));
        return notes;
    }

    @Override
    public List<ResultSection> sections(LoadData data) {
        List<ResultSection> sections = new ArrayList<>();
        local.work().ifPresent(sections::add);
        sections.addAll(participants.ended(data));
        return sections;
    }
}
