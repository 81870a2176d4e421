// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.internal.spring.SpringBeans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The registry that a test has: as a parameter of its method, else in a field, else as a Spring bean, else the global one if
 * anybody listens to it. The only class that looks for one.
 *
 * @param chosen the registry; null if there is none, or no choice
 * @param problem says that there are several and no choice; empty if there is a choice
 */
record TestRegistry(@Nullable MeterRegistry chosen, String problem) {

    private static final String GO_TO_ONE = " but the meters of a load go to one: ";
    private static final TestRegistry NONE = new TestRegistry(null, "");

    /** Finds the registry of a test whose method has arguments. */
    static TestRegistry of(ExtensionContext test, List<?> arguments) {
        Map<String, MeterRegistry> given = new TreeMap<>();
        Parameter[] parameters = test.getRequiredTestMethod().getParameters();
        for (int i = 0; i < Math.min(parameters.length, arguments.size()); i++) {
            if (arguments.get(i) instanceof MeterRegistry registry) {
                given.put(parameters[i].getName(), registry);
            }
        }
        return only(given, test.getRequiredTestMethod().getName(), "parameter")
                .or(() -> ofInstances(test))
                .or(() -> ofBeans(test))
                .orElseGet(() -> Metrics.globalRegistry.getRegistries().isEmpty()
                        ? NONE
                        : new TestRegistry(Metrics.globalRegistry, ""));
    }

    /** Finds the registry that can be given to a parameter; empty if the test declares none. */
    static Optional<TestRegistry> declared(ExtensionContext test) {
        return ofInstances(test).or(() -> ofBeans(test));
    }

    private static Optional<TestRegistry> ofInstances(ExtensionContext test) {
        List<Object> instances = test.getTestInstances()
                .map(all -> new ArrayList<>(all.getAllInstances()))
                .orElseGet(ArrayList::new);
        Collections.reverse(instances); // the innermost first
        return instances.stream()
                .flatMap(instance -> only(fields(instance), instance.getClass().getSimpleName(), "field").stream())
                .findFirst();
    }

    private static Map<String, MeterRegistry> fields(Object instance) {
        Map<String, MeterRegistry> found = new TreeMap<>();
        for (Field field : ReflectionSupport.findFields(
                instance.getClass(),
                f -> MeterRegistry.class.isAssignableFrom(f.getType()),
                HierarchyTraversalMode.BOTTOM_UP)) {
            try {
                field.setAccessible(true);
                MeterRegistry registry = (MeterRegistry) field.get(instance);
                if (registry != null) {
                    found.putIfAbsent(field.getName(), registry); // of fields that hide each other the inner one
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot read " + field, e);
            }
        }
        return found;
    }

    /** Several of one registry are no mistake. */
    private static Optional<TestRegistry> only(Map<String, MeterRegistry> found, String owner, String role) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        MeterRegistry first = found.values().iterator().next();
        if (found.values().stream().allMatch(each -> each == first)) {
            return Optional.of(new TestRegistry(first, ""));
        }
        return Optional.of(new TestRegistry(
                null,
                owner + " has " + found.size() + " " + role + "s with a MeterRegistry ("
                        + String.join(", ", found.keySet()) + ")" + GO_TO_ONE + "keep one of them as a " + role
                        + ", or put all of them into one CompositeMeterRegistry"));
    }

    private static Optional<TestRegistry> ofBeans(ExtensionContext test) {
        SpringBeans<MeterRegistry> beans = SpringBeans.find(MeterRegistry.class, test);
        if (beans.chosen() == null && beans.names().size() > 1) {
            return Optional.of(new TestRegistry(
                    null,
                    "the application has " + beans.names().size() + " beans of type MeterRegistry ("
                            + String.join(", ", beans.names()) + ")" + GO_TO_ONE
                            + "mark one of them @Primary, or give the wanted one to the test as a field or parameter"));
        }
        return Optional.ofNullable(beans.chosen()).map(bean -> new TestRegistry(bean, ""));
    }
}
