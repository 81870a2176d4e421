// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.spi.LoadConductor;
import io.github.perfjunit.spi.LoadKind;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the annotations of test methods whose type is a {@link LoadKind}. */
public final class LoadKinds {

    private LoadKinds() {}

    /** Finds the annotation that makes a method a load. */
    public static Optional<Annotation> kindOf(Method method) {
        return kinds(method).keySet().stream().findFirst();
    }

    /**
     * Makes the conductor of a kind of load.
     *
     * @return empty if the kind has no course of its own
     * @throws ExtensionConfigurationException if it cannot be made
     */
    public static Optional<LoadConductor> conductorOf(Annotation kind) {
        Class<? extends LoadConductor> type =
                kind.annotationType().getAnnotation(LoadKind.class).conductor();
        if (type == LoadConductor.class) {
            return Optional.empty();
        }
        try {
            return Optional.of(ReflectionSupport.newInstance(type));
        } catch (RuntimeException | LinkageError e) {
            throw new ExtensionConfigurationException(
                    "the conductor " + type.getName() + " of @"
                            + kind.annotationType().getSimpleName() + " could not be made: " + Reasons.of(e),
                    e);
        }
    }

    /** Finds all such annotations with their names; more than one is a mistake. */
    public static Map<Annotation, String> kinds(Method method) {
        Map<Annotation, String> kinds = new LinkedHashMap<>();
        addKinds(method, "", new HashSet<>(), kinds);
        return kinds;
    }

    private static void addKinds(
            AnnotatedElement element, String through, Set<Class<?>> seen, Map<Annotation, String> kinds) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            String name = "@" + type.getSimpleName();
            if (type.isAnnotationPresent(LoadKind.class)) {
                kinds.putIfAbsent(annotation, name + through);
            } else if (!type.getName().startsWith("java.") && seen.add(type)) {
                addKinds(type, " of " + name, seen, kinds);
            }
        }
    }
}
