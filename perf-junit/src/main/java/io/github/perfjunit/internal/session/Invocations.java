// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.spi.LoadKind;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Identifies the invocation of a parameterized or repeated test, or of a test in a parameterized class. */
public final class Invocations {

    private static final Pattern NUMBER = Pattern.compile("\\[(?:test|class)-template-invocation:#(\\d{1,6})]");

    /** Inner invocations are numbered from this multiple of the outer number, so that all numbers differ. */
    private static final int INNER = 1_000;

    private Invocations() {}

    /**
     * Returns 1 for the first or only invocation, 2 for the next one, and so on; 1003 for the third invocation inside
     * the second outer one.
     */
    public static int number(ExtensionContext context) {
        Matcher matcher = NUMBER.matcher(context.getUniqueId());
        int number = 0;
        while (matcher.find()) {
            number = inner(number, Integer.parseInt(matcher.group(1)));
        }
        return Math.max(1, number);
    }

    /** Returns the number of one of the loads of an invocation. */
    public static int number(ExtensionContext context, int load) {
        return inner(number(context), load);
    }

    /** Returns the name of a load; for an overloaded test method it contains the parameter types. */
    public static TestName name(ExtensionContext context, int number) {
        Class<?> testClass = context.getRequiredTestClass();
        Method method = context.getRequiredTestMethod();
        boolean overloaded = ReflectionSupport.findMethods(
                                testClass, m -> m.getName().equals(method.getName()), HierarchyTraversalMode.TOP_DOWN)
                        .size()
                > 1;
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", "(", ")"));
        return new TestName(
                testClass.getName(),
                overloaded ? method.getName() + parameters : method.getName(),
                kind(method),
                number);
    }

    /** Returns the name of a test in messages. */
    public static String place(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    private static String kind(Method method) {
        return LoadKinds.kindOf(method)
                .map(kind -> kind.annotationType().getAnnotation(LoadKind.class).value())
                .orElse("load");
    }

    private static int inner(int outer, int number) {
        return Math.addExact(Math.multiplyExact(Math.max(0, outer - 1), INNER), number);
    }
}
