// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.monitor.Monitors;
import io.github.perfjunit.monitor.Watch;
import io.github.perfjunit.spi.LoadCandidate;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Reads all that a load should watch. Mistakes are given to the load, and what has one is left out. */
final class WatchReader {

    private static final String ONE_SOURCE = "must name one thing to watch: jvm, host or jmx";

    private final LoadCandidate load;
    private final List<Watched> all = new ArrayList<>();

    WatchReader(LoadCandidate load) {
        this.load = load;
    }

    List<Watched> read() {
        ExtensionContext context = load.context();
        List<Watch> declared = new ArrayList<>(
                AnnotationSupport.findRepeatableAnnotations(context.getRequiredTestMethod(), Watch.class));
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            declared.addAll(AnnotationSupport.findRepeatableAnnotations(type, Watch.class));
        }
        for (int i = 0; i < declared.size(); i++) {
            declared(declared.get(i), declared.size() == 1 ? "@Watch" : "@Watch[" + (i + 1) + "]");
        }
        context.getRequiredTestInstances().getAllInstances().forEach(this::fields);
        for (int i = 0; i < load.monitors().size(); i++) {
            all.add(new Watched("load.watch", "", load.monitors().get(i)));
        }
        return List.copyOf(all);
    }

    private void declared(Watch watch, String place) {
        Map<String, Supplier<@Nullable Watched>> sources = new LinkedHashMap<>();
        if (watch.jvm()) {
            sources.put("jvm", () -> new Watched(place + ".jvm", "", Monitors.jvm()));
        }
        if (watch.host()) {
            sources.put("host", () -> new Watched(place + ".host", "", Monitors.host()));
        }
        if (!watch.jmx().isEmpty()) {
            sources.put("jmx", () -> jmx(watch, place));
        }
        if (sources.size() != 1) {
            String given = sources.isEmpty() ? "nothing" : String.join(" and ", sources.keySet());
            load.problem(place + " named " + given + " but " + ONE_SOURCE);
            return;
        }
        sources.forEach((source, watched) -> add(watch, place, source, watched));
    }

    private void add(Watch watch, String place, String source, Supplier<@Nullable Watched> sought) {
        if (!watch.name().isEmpty() && !source.equals("jmx")) {
            load.problem(place + ".name was '" + watch.name() + "' but must not be set for " + source
                    + ", whose gauges begin with " + source);
        }
        try {
            Watched watched = sought.get();
            if (watched != null) {
                all.add(watched);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            load.problem(place + "." + source + " is not right: " + e.getMessage());
        }
    }

    private @Nullable Watched jmx(Watch watch, String place) {
        String name = text(place + ".name", watch.name());
        String address = text(place + ".jmx", watch.jmx());
        return name == null || address == null
                ? null
                : new Watched(
                        place + ".jmx",
                        "start that JVM with -Dcom.sun.management.jmxremote.port=<port>, or leave this monitor out",
                        Monitors.jmx(name.isEmpty() ? "target" : name, address));
    }

    /** Reads a text; null if it has a mistake, which is told already. */
    private @Nullable String text(String place, String written) {
        String read = load.text(place, written).strip();
        return read.contains("${") ? null : read;
    }

    private void fields(Object instance) {
        List<Field> fields = ReflectionSupport.findFields(
                instance.getClass(),
                field -> AnnotationSupport.isAnnotated(field, Watch.class),
                HierarchyTraversalMode.TOP_DOWN);
        for (Field field : fields) {
            String place = "@Watch on the field " + field.getName();
            Object value = ReflectionSupport.tryToReadFieldValue(field, instance)
                    .toOptional()
                    .orElse(null);
            if (value instanceof Monitor monitor) {
                all.add(new Watched(place, "", monitor));
            } else {
                load.problem(place + " found "
                        + (value == null ? "null" : value.getClass().getName())
                        + " but must find a Monitor, such as Monitors.of(\"queue depth\", \"\", broker::depth)");
            }
        }
    }
}
