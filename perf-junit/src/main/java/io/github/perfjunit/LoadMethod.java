// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.session.LoadKinds;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * A method beside a load test that runs once for it.
 *
 * @param method the method
 * @param target the test instance or one around it
 */
record LoadMethod(Method method, Object target) {

    /**
     * Finds the methods for the test method of a context: outer classes and superclasses first.
     *
     * @param annotation marks the methods
     * @param value names the test methods that they are for; none for all
     * @param problems gets one sentence a mistake
     */
    static <A extends Annotation> List<LoadMethod> find(
            ExtensionContext context, Class<A> annotation, Function<A, String[]> value, Consumer<String> problems) {
        List<LoadMethod> found = new ArrayList<>();
        String tested = context.getRequiredTestMethod().getName();
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            Set<String> known = loadTests(instance.getClass());
            known.add(tested);
            for (Method method : AnnotationSupport.findAnnotatedMethods(
                    instance.getClass(), annotation, HierarchyTraversalMode.TOP_DOWN)) {
                List<String> names = AnnotationSupport.findAnnotation(method, annotation)
                        .map(a -> List.of(value.apply(a)))
                        .orElse(List.of());
                for (String name : names) {
                    if (!known.contains(name)) {
                        problems.accept("@" + annotation.getSimpleName() + "(\"" + name + "\") on " + method.getName()
                                + "() names no load test of its class, which has " + String.join(", ", known));
                    }
                }
                if (names.isEmpty() || names.contains(tested)) {
                    found.add(new LoadMethod(method, instance));
                }
            }
        }
        return found;
    }

    private static Set<String> loadTests(Class<?> type) {
        Set<String> names = new TreeSet<>();
        boolean all = AnnotationSupport.isAnnotated(type, Load.class);
        for (Method method : type.getMethods()) {
            addIfLoad(method, all, names);
        }
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Method method : declaring.getDeclaredMethods()) {
                addIfLoad(method, all, names);
            }
        }
        return names;
    }

    private static void addIfLoad(Method method, boolean all, Set<String> names) {
        boolean load = LoadKinds.kindOf(method).isPresent()
                || (all && AnnotationSupport.isAnnotated(method, org.junit.platform.commons.annotation.Testable.class));
        if (load) {
            names.add(method.getName());
        }
    }
}
