// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.monitor.Watch;
import io.github.perfjunit.spi.LoadCandidate;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Reads all that a load should watch. Mistakes are given to the load, and what has one is left out. */
final class WatchReader {

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
            String place = declared.size() == 1 ? "@Watch" : "@Watch[" + (i + 1) + "]";
            new DeclaredWatch(load, declared.get(i), place).read().ifPresent(all::add);
        }
        context.getRequiredTestInstances().getAllInstances().forEach(this::fields);
        for (Monitor monitor : load.monitors()) {
            all.add(new Watched("load.watch", "", monitor));
        }
        return List.copyOf(all);
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
