// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.database.DatabaseRequest;
import io.github.perfjunit.jdbc.internal.fault.FaultPlan;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/** Finds the test classes whose application context is to be prepared for loads of its database. Made by Spring. */
final class SpringDatabases implements ContextCustomizerFactory {

    private static final Set<Class<? extends Annotation>> MARKS =
            Set.of(WatchDatabase.class, JdbcWorkload.class, PoolSweep.class);

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        List<AnnotatedElement> elements = elements(testClass);
        DatabaseRequest request = request(testClass);
        List<DatabaseFault> faults = elements.stream()
                .flatMap(e -> AnnotationSupport.findRepeatableAnnotations(e, DatabaseFault.class).stream())
                .toList();
        boolean meant = request != null
                || !faults.isEmpty()
                || elements.stream()
                        .anyMatch(e -> MARKS.stream().anyMatch(mark -> AnnotationSupport.isAnnotated(e, mark)));
        boolean proxied = request != null && faults.stream().anyMatch(fault -> FaultPlan.needsProxy(fault.type()));
        return meant ? new SpringDatabase(request, proxied) : null;
    }

    /** Returns the class, those around it, and their methods. */
    private static List<AnnotatedElement> elements(Class<?> testClass) {
        List<AnnotatedElement> elements = new ArrayList<>();
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            elements.add(type);
            elements.addAll(ReflectionSupport.findMethods(type, method -> true, HierarchyTraversalMode.TOP_DOWN));
        }
        return elements;
    }

    private static @Nullable DatabaseRequest request(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            Optional<DatabaseRequest> request = DatabaseAnnotations.request(type);
            if (request.isPresent()) {
                return request.get();
            }
        }
        return null;
    }
}
