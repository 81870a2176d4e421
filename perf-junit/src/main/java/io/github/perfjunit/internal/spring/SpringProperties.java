// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.spring;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Properties of the environment of a test's application context. The only class that uses Spring's test framework. */
final class SpringProperties {

    private SpringProperties() {}

    /** Returns the value of a property; empty if there is none, or the test has nothing to do with Spring. */
    static Optional<String> find(String key, ExtensionContext context) {
        return isOfSpring(context)
                ? Optional.ofNullable(SpringExtension.getApplicationContext(context)
                        .getEnvironment()
                        .getProperty(key))
                : Optional.empty();
    }

    /** Returns the beans of a type; none if the test has nothing to do with Spring. */
    static <T> SpringBeans<T> beans(Class<T> type, ExtensionContext context) {
        if (!isOfSpring(context)) {
            return new SpringBeans<>(List.of(), null);
        }
        ApplicationContext application = SpringExtension.getApplicationContext(context);
        return new SpringBeans<>(
                List.of(application.getBeanNamesForType(type)),
                application.getBeanProvider(type).getIfUnique());
    }

    /** Asking Spring for the context of a test that it does not run would create one. */
    private static boolean isOfSpring(ExtensionContext context) {
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            if (AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream()
                    .flatMap(extensions -> Stream.<Class<?>>of(extensions.value()))
                    .anyMatch(SpringExtension.class::isAssignableFrom)) {
                return true;
            }
        }
        return false;
    }
}
