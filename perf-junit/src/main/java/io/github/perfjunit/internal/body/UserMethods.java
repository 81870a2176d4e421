// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.body;

import io.github.perfjunit.load.UserBody;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Finds the methods for each user, by their annotations, in a test instance and its enclosing instances. */
public final class UserMethods {

    private UserMethods() {}

    /**
     * Returns the methods that run before a user's first iteration: outer classes and superclasses first.
     *
     * @param instances the outermost first
     * @param annotation marks the methods
     * @param problems receives one sentence for each mistake
     */
    public static UserBody before(
            List<Object> instances,
            Class<? extends Annotation> annotation,
            UserParameters parameters,
            Consumer<String> problems) {
        return all(instances, annotation, HierarchyTraversalMode.TOP_DOWN, parameters, problems);
    }

    /** Returns the methods that run after a user's last iteration: inner classes and subclasses first. */
    public static UserBody after(
            List<Object> instances,
            Class<? extends Annotation> annotation,
            UserParameters parameters,
            Consumer<String> problems) {
        List<Object> innermostFirst = new ArrayList<>(instances);
        Collections.reverse(innermostFirst);
        return all(innermostFirst, annotation, HierarchyTraversalMode.BOTTOM_UP, parameters, problems);
    }

    private static UserBody all(
            List<Object> instances,
            Class<? extends Annotation> annotation,
            HierarchyTraversalMode order,
            UserParameters parameters,
            Consumer<String> problems) {
        List<UserBody> bodies = new ArrayList<>();
        for (Object instance : instances) {
            for (Method method : AnnotationSupport.findAnnotatedMethods(instance.getClass(), annotation, order)) {
                UserBody body = body(method, instance, annotation, parameters, problems);
                if (body != null) {
                    bodies.add(body);
                }
            }
        }
        return user -> {
            for (UserBody body : bodies) {
                body.run(user);
            }
        };
    }

    /** Returns a method as code of a user; null after a mistake, which is reported. */
    public static @Nullable UserBody body(
            Method method,
            Object instance,
            Class<? extends Annotation> annotation,
            UserParameters parameters,
            Consumer<String> problems) {
        String place = "@" + annotation.getSimpleName() + " " + method.getName() + "()";
        if (Modifier.isAbstract(method.getModifiers())) {
            problems.accept(place + " is abstract but must have a body");
            return null;
        }
        Map<Integer, MethodBody.Argument> own = new LinkedHashMap<>();
        Parameter[] all = method.getParameters();
        for (int i = 0; i < all.length; i++) {
            Class<?> type = all[i].getType();
            if (!parameters.isOfUser(type)) {
                problems.accept(place + " has a parameter of type " + type.getSimpleName() + " but may only have "
                        + parameters.types());
                return null;
            }
            own.put(i, parameters.argument(type));
        }
        return new MethodBody(method, instance, new Object[all.length], own);
    }
}
