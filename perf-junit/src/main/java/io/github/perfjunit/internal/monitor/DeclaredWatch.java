// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.monitor.Monitors;
import io.github.perfjunit.monitor.Watch;
import io.github.perfjunit.spi.LoadCandidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One {@code @Watch} on a method or a class. */
final class DeclaredWatch {

    /** A source and the other attributes that go with it. */
    private enum Source {
        JVM("jvm", ""),
        HOST("host", ""),
        JMX("jmx", "name", "start that JVM with -Dcom.sun.management.jmxremote.port=<port>, or leave this monitor out"),
        ACTUATOR(
                "actuator",
                "series",
                "expose the endpoint by management.endpoints.web.exposure.include=metrics, or leave this monitor out"),
        PROMETHEUS(
                "prometheus",
                "series",
                "give the address of metrics in the text format of Prometheus, or leave this monitor out"),
        PROMQL(
                "promql",
                "server name unit",
                "check the query, and that server is the address of a Prometheus server, or leave this monitor out");

        private final String text;
        private final String others;
        private final String remedy;

        boolean has(String other) {
            return Arrays.asList(others.split(" ")).contains(other);
        }

        Source(String text, String others) {
            this(text, others, "");
        }

        Source(String text, String others, String remedy) {
            this.text = text;
            this.others = others;
            this.remedy = remedy;
        }
    }

    private final LoadCandidate load;
    private final Watch watch;
    private final String place;
    private boolean broken;

    DeclaredWatch(LoadCandidate load, Watch watch, String place) {
        this.load = load;
        this.watch = watch;
        this.place = place;
    }

    /** Returns what is to be watched; empty after a mistake. */
    Optional<Watched> read() {
        List<Source> sources = sources();
        if (sources.size() != 1) {
            String given = sources.isEmpty()
                    ? "nothing"
                    : String.join(" and ", sources.stream().map(s -> s.text).toList());
            load.problem(place + " named " + given
                    + " but must name one thing to watch: jvm, host, jmx, actuator, prometheus or promql");
            return Optional.empty();
        }
        Source source = sources.get(0);
        Set<String> set = others();
        set.stream()
                .filter(other -> !source.has(other))
                .forEach(other -> problem("." + other + " is set but has no meaning for " + source.text));
        for (String needed : source == Source.PROMQL ? List.of("server", "name") : List.<String>of()) {
            if (!set.contains(needed)) {
                problem("." + needed + " is not set but must be for promql");
            }
        }
        Supplier<Monitor> monitor = monitor(source);
        return broken ? Optional.empty() : made(source, monitor);
    }

    private Optional<Watched> made(Source source, Supplier<Monitor> monitor) {
        try {
            return Optional.of(new Watched(place + "." + source.text, source.remedy, monitor.get()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            problem("." + source.text + " is not right: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<Source> sources() {
        List<Source> found = new ArrayList<>();
        add(found, Source.JVM, watch.jvm());
        add(found, Source.HOST, watch.host());
        add(found, Source.JMX, !watch.jmx().isEmpty());
        add(found, Source.ACTUATOR, !watch.actuator().isEmpty());
        add(found, Source.PROMETHEUS, !watch.prometheus().isEmpty());
        add(found, Source.PROMQL, !watch.promql().isEmpty());
        return found;
    }

    private static void add(List<Source> found, Source source, boolean set) {
        if (set) {
            found.add(source);
        }
    }

    private Set<String> others() {
        Set<String> set = new LinkedHashSet<>();
        if (!watch.server().isEmpty()) {
            set.add("server");
        }
        if (watch.series().length > 0) {
            set.add("series");
        }
        if (!watch.name().isEmpty()) {
            set.add("name");
        }
        if (!watch.unit().isEmpty()) {
            set.add("unit");
        }
        return set;
    }

    private Supplier<Monitor> monitor(Source source) {
        String name = text("name", watch.name());
        String[] series =
                Arrays.stream(watch.series()).map(each -> text("series", each)).toArray(String[]::new);
        return switch (source) {
            case JVM -> Monitors::jvm;
            case HOST -> Monitors::host;
            case JMX -> {
                String address = text("jmx", watch.jmx());
                yield () -> Monitors.jmx(name.isEmpty() ? "target" : name, address);
            }
            case ACTUATOR -> {
                String url = text("actuator", watch.actuator());
                yield () -> Monitors.actuator(url, series);
            }
            case PROMETHEUS -> {
                String url = text("prometheus", watch.prometheus());
                yield () -> Monitors.prometheus(url, series);
            }
            case PROMQL -> {
                String query = text("promql", watch.promql());
                String server = text("server", watch.server());
                String unit = text("unit", watch.unit());
                yield () -> Monitors.promql(name, unit, server, query);
            }
        };
    }

    private String text(String attribute, String written) {
        String read = load.text(place + "." + attribute, written).strip();
        broken |= read.contains("${"); // told already
        return read;
    }

    private void problem(String sentence) {
        broken = true;
        load.problem(place + sentence);
    }
}
