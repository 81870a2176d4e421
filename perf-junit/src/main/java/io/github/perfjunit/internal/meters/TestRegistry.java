// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.internal.spring.SpringBeans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The registry that a test has: in a field, else as a Spring bean, else the global one if anybody listens to it. */
final class TestRegistry {

    private static final String REMEDY = " but the meters of a load go to one";

    private TestRegistry() {}

    /**
     * Finds the registry of a test.
     *
     * @param problems gets a sentence if there are several and no choice
     * @return null if there is none, or a problem
     */
    static @Nullable MeterRegistry find(ExtensionContext test, Consumer<String> problems) {
        List<Object> instances = test.getTestInstances()
                .map(all -> new ArrayList<>(all.getAllInstances()))
                .orElseGet(ArrayList::new);
        Collections.reverse(instances); // the innermost first
        for (Object instance : instances) {
            Set<MeterRegistry> found = Collections.newSetFromMap(new IdentityHashMap<>());
            Set<String> names = new TreeSet<>();
            for (Field field : ReflectionSupport.findFields(
                    instance.getClass(),
                    f -> MeterRegistry.class.isAssignableFrom(f.getType()),
                    HierarchyTraversalMode.BOTTOM_UP)) {
                MeterRegistry registry = registry(field, instance);
                if (registry != null) {
                    found.add(registry);
                    names.add(field.getName());
                }
            }
            if (found.size() > 1) {
                problems.accept(instance.getClass().getSimpleName() + " has " + found.size()
                        + " fields with a MeterRegistry (" + String.join(", ", names) + ")" + REMEDY
                        + ": keep one of them in a field, or put all of them into one CompositeMeterRegistry");
                return null;
            }
            if (!found.isEmpty()) {
                return found.iterator().next();
            }
        }
        return bean(test, problems);
    }

    private static @Nullable MeterRegistry registry(Field field, Object instance) {
        try {
            field.setAccessible(true);
            return (MeterRegistry) field.get(instance);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    private static @Nullable MeterRegistry bean(ExtensionContext test, Consumer<String> problems) {
        SpringBeans<MeterRegistry> beans = SpringBeans.find(MeterRegistry.class, test);
        if (beans.chosen() == null && beans.names().size() > 1) {
            problems.accept("the application has " + beans.names().size() + " beans of type MeterRegistry ("
                    + String.join(", ", beans.names()) + ")" + REMEDY
                    + ": mark one of them @Primary, or put the wanted one into a field of the test");
            return null;
        }
        if (beans.chosen() != null) {
            return beans.chosen();
        }
        return Metrics.globalRegistry.getRegistries().isEmpty() ? null : Metrics.globalRegistry;
    }
}
