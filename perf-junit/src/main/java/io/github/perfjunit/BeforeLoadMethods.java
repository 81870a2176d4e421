// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.body.UserMethods;
import io.github.perfjunit.internal.body.UserParameters;
import io.github.perfjunit.internal.session.Preparation;
import io.github.perfjunit.load.UserBody;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Finds the {@link BeforeLoad} methods of a test method. */
final class BeforeLoadMethods {

    private BeforeLoadMethods() {}

    /**
     * Finds the methods.
     *
     * @param parameters the types of parameters that they may have
     * @param problems gets one sentence a mistake
     */
    static Preparation of(ExtensionContext context, UserParameters parameters, Consumer<String> problems) {
        List<Preparation.Part> parts = new ArrayList<>();
        for (LoadMethod found : LoadMethod.find(context, BeforeLoad.class, BeforeLoad::value, problems)) {
            Method method = found.method();
            UserBody body = UserMethods.body(method, found.target(), BeforeLoad.class, parameters, problems);
            if (body != null) {
                String name = "@BeforeLoad " + method.getName() + "()";
                parts.add(new Preparation.Part(name, AnnotationSupport.isAnnotated(method, OnController.class), body));
            }
        }
        checkOnController(context, problems);
        return new Preparation(parts);
    }

    private static void checkOnController(ExtensionContext context, Consumer<String> problems) {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Method method : AnnotationSupport.findAnnotatedMethods(
                    instance.getClass(), OnController.class, HierarchyTraversalMode.TOP_DOWN)) {
                if (!AnnotationSupport.isAnnotated(method, BeforeLoad.class)) {
                    problems.accept("@OnController on " + method.getName()
                            + "() must stand beside @BeforeLoad; on any other method it has no effect");
                }
            }
        }
    }
}
