// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records of a method without parameters, passed on unchanged.
 *
 * @param value {@code #method} or {@code pkg.Class#method}
 */
record MethodSource(String value) implements FeedSource {

    @Override
    public FeedRecords read(FeedSpec spec, FeedType target, FeedMistakes mistakes) {
        return owner(spec, mistakes)
                .flatMap(owner -> find(owner, mistakes))
                .filter(method -> allowed(method, spec, mistakes))
                .map(method -> call(method, spec, mistakes))
                .map(given -> new MethodElements(spec, target, mistakes).read(given))
                .orElseGet(() -> FeedRecords.of(List.of()));
    }

    private Optional<Class<?>> owner(FeedSpec spec, FeedMistakes mistakes) {
        String name = value.substring(0, value.indexOf('#'));
        if (name.isEmpty()) {
            return Optional.of(spec.testClass());
        }
        try {
            return Optional.of(Class.forName(name, true, spec.testClass().getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            mistakes.add("was not found: there is no class " + MessageText.bounded(name)
                    + ". Hint: write a nested class as pkg.Outer$Inner.");
            return Optional.empty();
        }
    }

    private Optional<Method> find(Class<?> owner, FeedMistakes mistakes) {
        String name = value.substring(value.indexOf('#') + 1).replace("()", "");
        boolean withParameters = false;
        for (Method method : methods(owner)) {
            if (method.getName().equals(name) && !method.isSynthetic()) {
                if (method.getParameterCount() == 0) {
                    return Optional.of(method);
                }
                withParameters = true;
            }
        }
        mistakes.add(
                withParameters
                        ? "names a method with parameters but it must have none"
                        : "was not found: " + owner.getName() + " has no method " + MessageText.quoted(name));
        return Optional.empty();
    }

    private static List<Method> methods(Class<?> owner) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            methods.addAll(List.of(type.getDeclaredMethods()));
        }
        methods.addAll(List.of(owner.getMethods()));
        return methods;
    }

    private static boolean allowed(Method method, FeedSpec spec, FeedMistakes mistakes) {
        if (!MethodElements.possible(method.getReturnType())) {
            mistakes.add(
                    "returns " + method.getReturnType().getTypeName() + " but must return " + MethodElements.ALLOWED);
            return false;
        }
        if (!Modifier.isStatic(method.getModifiers())
                && !method.getDeclaringClass().isInstance(spec.testInstance())) {
            mistakes.add(
                    "names an instance method of " + method.getDeclaringClass().getName()
                            + " but it must be static unless it belongs to the test class");
            return false;
        }
        return true;
    }

    private static @Nullable Object call(Method method, FeedSpec spec, FeedMistakes mistakes) {
        try {
            method.setAccessible(true);
            Object given = method.invoke(spec.testInstance());
            if (given == null) {
                mistakes.add("returned null but must return " + MethodElements.ALLOWED);
            }
            return given;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof VirtualMachineError fatal) {
                throw fatal;
            }
            mistakes.add("threw " + MessageText.thrown(cause));
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            mistakes.add("cannot be called: " + MessageText.thrown(e));
        }
        return null;
    }
}
