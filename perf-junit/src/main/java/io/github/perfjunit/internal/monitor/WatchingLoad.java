// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.spi.LoadParticipant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Watches beside one load. */
final class WatchingLoad implements LoadParticipant {

    private final List<Watched> all;

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

    /** Releases all, even if one of them throws. */
    @Override
    public void close() {
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
