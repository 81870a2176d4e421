// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.session.LoadKinds;
import io.github.perfjunit.metrics.LoadResult;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The {@link AfterLoad} methods of a test method. */
final class AfterLoadMethods {

    private record Call(Method method, Object target) {}

    private final ExtensionContext context;
    private final List<Call> calls = new ArrayList<>();

    /**
     * Finds the methods.
     *
     * @param problems gets one sentence a mistake
     */
    AfterLoadMethods(ExtensionContext context, Consumer<String> problems) {
        this.context = context;
        String tested = context.getRequiredTestMethod().getName();
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            Set<String> known = loadTests(instance.getClass());
            known.add(tested);
            for (Method method : AnnotationSupport.findAnnotatedMethods(
                    instance.getClass(), AfterLoad.class, HierarchyTraversalMode.TOP_DOWN)) {
                List<String> names = names(method);
                for (String name : names) {
                    if (!known.contains(name)) {
                        problems.accept("@AfterLoad(\"" + name + "\") on " + method.getName()
                                + "() names no load test of its class, which has " + String.join(", ", known));
                    }
                }
                if (Arrays.stream(method.getParameterTypes()).noneMatch(type -> type == LoadResult.class)) {
                    problems.accept(
                            "@AfterLoad on " + method.getName() + "() must have a parameter of type LoadResult");
                }
                if (names.isEmpty() || names.contains(tested)) {
                    calls.add(new Call(method, instance));
                }
            }
        }
    }

    private static List<String> names(Method method) {
        return AnnotationSupport.findAnnotation(method, AfterLoad.class)
                .map(a -> List.of(a.value()))
                .orElse(List.of());
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

    /** Calls all methods, whatever they throw, and returns what they threw. */
    List<Throwable> call() {
        List<Throwable> thrown = new ArrayList<>();
        for (Call call : calls) {
            try {
                context.getExecutableInvoker().invoke(call.method(), call.target());
            } catch (Throwable e) {
                thrown.add(e);
            }
        }
        return thrown;
    }
}
