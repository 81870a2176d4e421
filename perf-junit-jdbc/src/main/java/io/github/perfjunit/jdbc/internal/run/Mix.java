// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.JdbcMix;
import io.github.perfjunit.jdbc.JdbcSession;
import io.github.perfjunit.jdbc.JdbcTransaction;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.VirtualUser;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The transactions of a {@link JdbcMix}, of which each iteration draws one. */
final class Mix {

    /**
     * One of them.
     *
     * @param name under which it is counted
     * @param upTo sum of its weight and those before it
     * @param readOnly whether it writes nothing
     * @param method what it runs
     * @param body what it does
     */
    record Choice(String name, double upTo, boolean readOnly, Method method, UserBody body) {}

    private static final Set<Class<?>> TYPES = Set.of(Connection.class, JdbcSession.class, VirtualUser.class);

    private final List<Choice> choices;

    private Mix(List<Choice> choices) {
        this.choices = choices;
    }

    /**
     * Reads the methods of the class that an annotation names.
     *
     * @param test the test instance, which stands in for no class
     * @param problems gets a sentence a mistake
     */
    static Optional<Mix> read(JdbcMix annotation, Object test, Consumer<String> problems) {
        Class<?> type = annotation.value() == void.class ? test.getClass() : annotation.value();
        String place = "@JdbcMix(" + type.getSimpleName() + ")";
        Object target = type == test.getClass() ? test : make(type, place, problems);
        List<Method> methods =
                AnnotationSupport.findAnnotatedMethods(type, JdbcTransaction.class, HierarchyTraversalMode.TOP_DOWN);
        if (methods.isEmpty()) {
            problems.accept(place + " has no method annotated with @JdbcTransaction but must have at least one");
        }
        List<Choice> choices = new ArrayList<>();
        Set<String> names = new HashSet<>();
        double sum = 0;
        for (Method method : methods) {
            JdbcTransaction transaction = method.getAnnotation(JdbcTransaction.class);
            boolean right = check(method, transaction, type, problems);
            if (!names.add(name(method, transaction))) {
                problems.accept(place + " has two transactions of the name '" + name(method, transaction)
                        + "' but each must have its own");
            }
            if (right && target != null) {
                sum += transaction.weight();
                choices.add(new Choice(
                        name(method, transaction), sum, transaction.readOnly(), method, body(method, target)));
            }
        }
        return choices.isEmpty() ? Optional.empty() : Optional.of(new Mix(List.copyOf(choices)));
    }

    private static @Nullable Object make(Class<?> type, String place, Consumer<String> problems) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            problems.accept(place + " has no constructor without parameters but must have one; a nested class must be"
                    + " static");
        } catch (InvocationTargetException e) {
            problems.accept(place + " could not be made: its constructor threw " + e.getCause());
        } catch (ReflectiveOperationException e) {
            problems.accept(place + " could not be made: " + e);
        }
        return null;
    }

    private static boolean check(Method method, JdbcTransaction transaction, Class<?> type, Consumer<String> problems) {
        String place = "@JdbcTransaction " + type.getSimpleName() + "." + method.getName() + "()";
        boolean right = true;
        if (!(transaction.weight() > 0 && Double.isFinite(transaction.weight()))) {
            problems.accept(place + " has the weight " + transaction.weight() + " but must have one above zero");
            right = false;
        }
        for (Parameter parameter : method.getParameters()) {
            if (!TYPES.contains(parameter.getType())) {
                problems.accept(place + " has a parameter of type "
                        + parameter.getType().getSimpleName()
                        + " but may only have Connection, JdbcSession, VirtualUser");
                right = false;
            }
        }
        return right;
    }

    private static String name(Method method, JdbcTransaction transaction) {
        return transaction.name().isBlank()
                ? method.getName()
                : transaction.name().strip();
    }

    private static UserBody body(Method method, Object target) {
        method.setAccessible(true);
        Class<?>[] types = method.getParameterTypes();
        return user -> {
            Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                arguments[i] = argument(types[i], user);
            }
            try {
                method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw unwrapped(e);
            }
        };
    }

    private static Object argument(Class<?> type, VirtualUser user) {
        if (type == VirtualUser.class) {
            return user;
        }
        JdbcSession session = user.resource(JdbcSession.class);
        return type == JdbcSession.class ? session : session.connection();
    }

    private static Exception unwrapped(InvocationTargetException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception ? exception : e;
    }

    /** Tells whether some of them write nothing. */
    boolean anyReadOnly() {
        return choices.stream().anyMatch(Choice::readOnly);
    }

    /** Draws one by weight from the user's own random numbers. */
    Choice draw(VirtualUser user) {
        double point =
                user.random().nextDouble() * choices.get(choices.size() - 1).upTo();
        for (Choice choice : choices) {
            if (point < choice.upTo()) {
                return choice;
            }
        }
        return choices.get(choices.size() - 1);
    }
}
