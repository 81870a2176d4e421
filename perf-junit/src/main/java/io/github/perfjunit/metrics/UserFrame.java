// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame of a stack trace, parsed from its text.
 *
 * @param className name of the class
 * @param method name of the method
 * @param source the text in brackets: file and line, the file alone, or that neither is known
 */
record UserFrame(String className, String method, String source) {

    private static final String MARK = "\tat ";

    private static final List<String> FOREIGN = List.of(
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "kotlin.",
            "kotlinx.",
            "groovy.",
            "org.codehaus.groovy.",
            "org.apache.groovy.",
            "scala.",
            "org.junit.",
            "junit.",
            "org.opentest4j.",
            "org.assertj.",
            "org.hamcrest.",
            "org.mockito.",
            "org.apache.maven.",
            "org.apache.hc.",
            "org.apache.http.",
            "org.springframework.",
            "org.hibernate.",
            "org.postgresql.",
            "com.mysql.",
            "org.h2.",
            "com.zaxxer.",
            "com.fasterxml.",
            "com.google.",
            "io.netty.",
            "io.micrometer.",
            "reactor.",
            "okhttp3.",
            "okio.",
            "io.github.perfjunit.");

    /** Packages below these belong to many projects, so one more part of the name is needed to identify the project. */
    private static final List<String> SHARED =
            List.of("io.github.", "com.github.", "io.gitlab.", "com.gitlab.", "org.apache.", "org.eclipse.");

    /**
     * Finds where a stack trace leaves the user's own code: the test's method is the outermost frame that belongs
     * neither to the JDK nor to a well-known library, and frames of the same project are the user's too.
     *
     * @param stack text as {@link Throwable#printStackTrace()} writes it
     * @return such as {@code MissTest.java:39}, or {@code MissTest.visit} if the class file has no line numbers; empty
     *     if no frame is the user's
     */
    static String place(@Nullable String stack) {
        UserFrame first = stack == null ? null : first(stack);
        return first == null ? "" : first.place();
    }

    private static @Nullable UserFrame first(String stack) {
        List<UserFrame> own = new ArrayList<>(); // of one exception, the innermost first
        for (String line : stack.split("\r?\n", -1)) {
            UserFrame frame = parse(line);
            if (frame != null) {
                if (frame.isOwn()) {
                    own.add(frame);
                }
            } else if (line.startsWith("Caused by: ") && !own.isEmpty()) {
                break;
            }
        }
        if (own.isEmpty()) {
            return null;
        }
        String project = own.get(own.size() - 1).project();
        return own.stream()
                .filter(frame -> frame.project().equals(project))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the frame of a line; null if the line is not a frame, or is generated code without a source file. */
    private static @Nullable UserFrame parse(String line) {
        int open = line.lastIndexOf('(');
        if (!line.startsWith(MARK) || open < 0 || !line.endsWith(")") || isMadeAtRunTime(line)) {
            return null;
        }
        String code = line.substring(MARK.length(), open);
        code = code.substring(code.lastIndexOf('/') + 1); // names of class loader and module
        int dot = code.lastIndexOf('.');
        return dot < 0
                ? null
                : new UserFrame(
                        code.substring(0, dot), code.substring(dot + 1), line.substring(open + 1, line.length() - 1));
    }

    /** Returns whether a frame is of a lambda, or of a proxy such as Spring makes for a transactional service. */
    private static boolean isMadeAtRunTime(String line) {
        return line.contains("$$Lambda") || line.endsWith("(<generated>)");
    }

    /** A test of a library stands in its package, so a class with the name of a test is the user's in any package. */
    private boolean isOwn() {
        return isTest() || FOREIGN.stream().noneMatch(className::startsWith);
    }

    private boolean isTest() {
        String outer = simpleName();
        int nested = outer.indexOf('$');
        outer = nested > 0 ? outer.substring(0, nested) : outer;
        return outer.endsWith("Test")
                || outer.endsWith("Tests")
                || outer.endsWith("TestCase")
                || outer.endsWith("TestCases")
                || outer.endsWith("IT");
    }

    private String project() {
        int parts = SHARED.stream().anyMatch(className::startsWith) ? 3 : 2;
        int end = -1;
        for (int i = 0; i < parts; i++) {
            int dot = className.indexOf('.', end + 1);
            if (dot < 0) {
                break;
            }
            end = dot;
        }
        return className.substring(0, Math.max(0, end));
    }

    private String place() {
        boolean line = source.matches("[^:]+:\\d+");
        return line ? source : simpleName().replace('$', '.') + "." + method;
    }

    private String simpleName() {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
