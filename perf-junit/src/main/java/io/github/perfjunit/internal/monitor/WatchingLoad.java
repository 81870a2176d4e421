// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import io.github.perfjunit.internal.work.WorkReading;
import io.github.perfjunit.internal.work.WorkWatch;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.monitor.RemoteJvm;
import io.github.perfjunit.spi.IterationCounts;
import io.github.perfjunit.spi.LoadParticipant;
import io.github.perfjunit.spi.RunningLoad;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Watches beside one load. */
final class WatchingLoad implements LoadParticipant {

    private final List<Watched> all;
    private List<WorkWatch> counted = List.of();

    WatchingLoad(List<Watched> all) {
        this.all = all;
    }

    /** Asks each for a sample, all at once: a load of an hour must not end without the figures it was made for. */
    @Override
    public void open(Consumer<String> problems) {
        List<FirstSample> first = all.stream().map(FirstSample::new).toList();
        Map<String, String> places = new LinkedHashMap<>();
        for (FirstSample sample : first) {
            sample.await().ifPresent(problems);
            for (String gauge : sample.gauges()) {
                String other = places.putIfAbsent(gauge, sample.place());
                if (other != null) {
                    problems.accept(sample.place() + " has a gauge '" + gauge + "', as " + other
                            + " has, but each gauge must have a name of its own");
                }
            }
        }
    }

    @Override
    public List<Monitor> monitors() {
        return all.stream().map(Watched::monitor).toList();
    }

    /** Counts what JVMs that are reached by JMX do for each iteration. */
    @Override
    public void begun(RunningLoad load) {
        counted = all.stream()
                .map(Watched::monitor)
                .filter(RemoteJvm.class::isInstance)
                .map(jvm -> WorkWatch.remote(
                        new JvmSource((RemoteJvm) jvm), () -> progress(load), load::phaseAt, load::measureStartNanos))
                .toList();
    }

    private static WorkReading.Progress progress(RunningLoad load) {
        IterationCounts counts = load.iterations();
        return new WorkReading.Progress(counts.started(), counts.ended(), counts.ok());
    }

    @Override
    public List<ResultSection> ended(LoadData data) {
        return counted.stream()
                .<ResultSection>flatMap(watch -> watch.end().stream())
                .toList();
    }

    /** Releases all, even if one of them throws. */
    @Override
    public void close() {
        counted.forEach(WorkWatch::close);
        List<RuntimeException> thrown = new ArrayList<>();
        for (Watched each : all) {
            try {
                each.monitor().close();
            } catch (RuntimeException e) {
                thrown.add(e);
            }
        }
        if (!thrown.isEmpty()) {
            RuntimeException first = thrown.get(0);
            thrown.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
