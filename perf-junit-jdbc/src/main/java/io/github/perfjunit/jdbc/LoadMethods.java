// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tells which test methods are run as loads: those with an annotation that is a kind of load. */
final class LoadMethods {

    private static final String KIND = "io.github.perfjunit.spi.LoadKind";

    private LoadMethods() {}

    static boolean isLoad(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return false;
        }
        Set<Class<?>> seen = new HashSet<>();
        if (hasKind(context.getTestMethod().get(), seen)) {
            return true;
        }
        for (Class<?> type = context.getTestClass().orElse(null); type != null; type = type.getEnclosingClass()) {
            if (hasKind(type, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasKind(AnnotatedElement element, Set<Class<?>> seen) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.getName().equals(KIND)) {
                return true;
            }
            if (!type.getName().startsWith("java.") && seen.add(type) && hasKind(type, seen)) {
                return true;
            }
        }
        return false;
    }
}
