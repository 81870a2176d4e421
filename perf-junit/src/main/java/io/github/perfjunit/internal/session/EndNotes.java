// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.ArrayList;
import java.util.List;

/** Notes on loads whose time was too short for their number of iterations. */
final class EndNotes {

    private EndNotes() {}

    /** Returns the notes; none for a load that had enough time or no fixed number of iterations. */
    static List<String> of(LoadPlan plan, LoadData data) {
        List<String> notes = new ArrayList<>();
        for (ScenarioPlan scenario : plan.scenarios()) {
            if (scenario.model() instanceof LoadModel.Closed closed
                    && (closed.iterations() != null || closed.iterationsPerUser() != null)) {
                data.scenarios().stream()
                        .filter(summary -> summary.name().equals(scenario.name()))
                        .forEach(summary -> addTo(notes, summary, data));
            }
        }
        return notes;
    }

    private static void addTo(List<String> notes, ScenarioSummary scenario, LoadData data) {
        String time = FigureFormat.millis((double) scenario.measuredMillis());
        if (scenario.dropped() > 0) {
            notes.add(FigureFormat.count(scenario.started()) + " of " + FigureFormat.count(scenario.due(), "iteration")
                    + " of " + scenario.name() + " began within " + time
                    + "; the others were dropped: raise duration, or ask for fewer");
        }
        long measured = requests(scenario, data, Phase.MEASURE);
        long late = requests(scenario, data, Phase.GRACE);
        if (late > 0) {
            notes.add(FigureFormat.count(late) + " of " + FigureFormat.count(measured + late, "request") + " of "
                    + scenario.name() + " were sent after the " + time
                    + " that were measured, and are in no figure of them: raise duration");
        }
    }

    private static long requests(ScenarioSummary scenario, LoadData data, Phase phase) {
        return data.series().stream()
                .filter(series -> series.key().kind() == SeriesKind.REQUEST
                        && series.key().phase() == phase
                        && series.key().scenario().equals(scenario.name()))
                .mapToLong(EndNotes::sent)
                .sum();
    }

    private static long sent(Series series) {
        return series.counts().values().stream().mapToLong(Long::longValue).sum();
    }
}
