// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.session.Invocations;
import io.github.perfjunit.internal.session.LoadKinds;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Where the annotations of loads may stand, and beside which others. */
final class LoadPlacement {

    private LoadPlacement() {}

    /**
     * Looks at a test method and its class.
     *
     * @throws ExtensionConfigurationException if they cannot be run as they say
     */
    static void check(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        requireOneKind(method, context);
        if (AnnotationSupport.isAnnotated(method, TestFactory.class)
                && LoadAnnotation.find(context).isPresent()) {
            throw new ExtensionConfigurationException(Invocations.place(context)
                    + " is a @TestFactory, which cannot be run as a load. Hint: move it to a class"
                    + " without @Load, or use @ParameterizedTest.");
        }
        boolean template = AnnotationSupport.isAnnotated(method, TestTemplate.class);
        Optional<Annotation> kind = LoadKinds.kindOf(method);
        if (template && kind.isPresent() && isTest(kind.get())) {
            String name = "@" + kind.get().annotationType().getSimpleName();
            throw noTemplate(name, "use @Load instead of " + name + " there", context);
        }
        if (template && AnnotationSupport.isAnnotated(method, PerfTest.class)) {
            throw noTemplate("@PerfTest", "run several loads in one method instead", context);
        }
    }

    private static void requireOneKind(Method method, ExtensionContext context) {
        List<String> kinds = new ArrayList<>(LoadKinds.kinds(method).values());
        if (AnnotationSupport.isAnnotated(method, PerfTest.class)) {
            kinds.add("@PerfTest");
        }
        if (kinds.size() > 1) {
            throw new ExtensionConfigurationException(Invocations.place(context) + " has " + String.join(" and ", kinds)
                    + ", of which a method can have only one. Hint: write a method for each.");
        }
    }

    /** Tells a kind of load that is a test of its own from one that stands beside the annotation of a test. */
    private static boolean isTest(Annotation kind) {
        return AnnotationSupport.isAnnotated(kind.annotationType(), Test.class);
    }

    private static ExtensionConfigurationException noTemplate(
            String annotation, String hint, ExtensionContext context) {
        return new ExtensionConfigurationException(annotation + " on " + Invocations.place(context)
                + " is a test of its own and cannot be combined with @ParameterizedTest or @RepeatedTest. Hint: " + hint
                + ".");
    }
}
