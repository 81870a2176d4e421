// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.metrics.SampleRecorder;
import io.github.perfjunit.internal.metrics.Tally;
import io.github.perfjunit.internal.work.Allocations;
import io.github.perfjunit.internal.work.WorkHere;
import io.github.perfjunit.internal.work.WorkReading;
import io.github.perfjunit.internal.work.WorkWatch;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.spi.IterationCounts;
import java.util.List;
import java.util.Map;

/** The iterations of an engine and the work that its recorder sees. */
final class EngineWork {

    private EngineWork() {}

    static WorkWatch watch(
            Allocations allocations, List<ScenarioRun> runs, SampleRecorder samples, boolean countsPinned) {
        return WorkWatch.here(
                new WorkHere(allocations, () -> recorded(samples.tally(), runs), countsPinned), () -> progress(runs));
    }

    private static Map<Work, Double> recorded(Tally tally, List<ScenarioRun> runs) {
        return Map.of(
                Work.BYTES_SENT, (double) tally.bytesSent(),
                Work.BYTES_RECEIVED, (double) tally.bytesReceived(),
                Work.CONNECTIONS, (double) tally.connections(),
                Work.STATEMENTS, (double) tally.statements(),
                Work.ROUND_TRIPS, told(runs, Work.ROUND_TRIPS),
                Work.ROWS, told(runs, Work.ROWS));
    }

    private static double told(List<ScenarioRun> runs, Work work) {
        return runs.stream()
                .mapToLong(run -> run.context.scenarioRecorder().told(work))
                .sum();
    }

    private static WorkReading.Progress progress(List<ScenarioRun> runs) {
        IterationCounts counts = iterations(runs);
        return new WorkReading.Progress(counts.started(), counts.ended(), counts.ok());
    }

    static IterationCounts iterations(List<ScenarioRun> runs) {
        long started = 0;
        long ended = 0;
        long ok = 0;
        for (ScenarioRun run : runs) {
            ScenarioRecorder recorder = run.context.scenarioRecorder();
            ok += recorder.iterations().getOrDefault(Outcome.OK, 0L);
            ended += recorder.ended();
            started += run.starts.sumStarted();
        }
        return new IterationCounts(started, ended, ok);
    }
}
