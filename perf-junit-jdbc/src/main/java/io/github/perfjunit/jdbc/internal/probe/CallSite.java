// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.util.List;

/** The line of the program that asked for something, past all libraries that it went through. */
final class CallSite {

    private static final int LONGEST = 200;
    private static final List<String> LIBRARIES = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "jakarta.",
            "kotlin.",
            "com.zaxxer.",
            "com.sun.",
            "com.p6spy.",
            "com.querydsl.",
            "groovy.",
            "io.ebean.",
            "io.micronaut.",
            "io.quarkus.",
            "net.bytebuddy.",
            "org.aspectj.",
            "org.codehaus.groovy.",
            "org.eclipse.",
            "org.hibernate.",
            "org.jboss.",
            "org.jdbi.",
            "org.jetbrains.exposed.",
            "org.jooq.",
            "org.apache.",
            "org.junit.",
            "org.springframework.",
            "reactor.",
            "scala.",
            "io.github.perfjunit.jdbc.ProbedDataSource",
            "io.github.perfjunit.jdbc.internal.probe.ConnectionTrace",
            "io.github.perfjunit.jdbc.internal.probe.Delegation",
            "io.github.perfjunit.jdbc.internal.probe.LoadWatch",
            "io.github.perfjunit.jdbc.internal.probe.P6",
            "io.github.perfjunit.jdbc.internal.probe.Prox",
            "io.github.perfjunit.jdbc.internal.probe.Repetitions",
            "io.github.perfjunit.jdbc.internal.probe.StatementRun",
            "io.github.perfjunit.jdbc.internal.probe.WatchedSource",
            "io.github.perfjunit.jdbc.internal.run.",
            "io.github.perfjunit.internal.");

    private CallSite() {}

    /** Returns the first line of a stack that is in no library; if there is none, the first that is not ours. */
    static String of(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (!isLibrary(frame.getClassName())) {
                return describe(frame);
            }
        }
        for (StackTraceElement frame : stack) {
            if (!frame.getClassName().startsWith("io.github.perfjunit.")) {
                return describe(frame);
            }
        }
        return "unknown";
    }

    /**
     * Returns the first line of a stack that is in no library, and that of the first other class of the program that it
     * comes from: many programs have a class of their own through which all their statements go.
     */
    static String withCaller(StackTraceElement[] stack) {
        String first = "";
        String type = "";
        for (StackTraceElement frame : stack) {
            if (isLibrary(frame.getClassName())) {
                continue;
            }
            String outermost = frame.getClassName().replaceFirst("\\$.*", "");
            if (first.isEmpty()) {
                first = describe(frame);
                type = outermost;
            } else if (!outermost.equals(type)) {
                return first + " from " + describe(frame);
            }
        }
        return first.isEmpty() ? of(stack) : first;
    }

    /** Classes that libraries make at run time stand in the package of what they extend, and have no lines. */
    private static boolean isLibrary(String className) {
        return className.contains("$$")
                || className.contains("$Proxy")
                || className.contains("$HibernateProxy")
                || className.contains("$ByteBuddy$")
                || LIBRARIES.stream().anyMatch(className::startsWith);
    }

    private static String describe(StackTraceElement frame) {
        String where = frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
        return where.length() <= LONGEST ? where : where.substring(0, LONGEST) + "...";
    }
}
