// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the histogram of classes that HotSpot writes for people. */
final class ClassHistogram {

    /** A line such as {@code 12:  28  2240  java.net.URI (java.base@17)}: number, objects, bytes, class, module. */
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

    private static final Map<Character, String> PRIMITIVES = Map.of(
            'B', "byte", 'C', "char", 'D', "double", 'F', "float", 'I', "int", 'J', "long", 'S', "short", 'Z',
            "boolean");

    private ClassHistogram() {}

    /** Returns bytes by the name of the class; classes of one name from several loaders are one. */
    static Map<String, Long> read(String text) {
        Map<String, Long> bytes = new HashMap<>();
        text.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                bytes.merge(name(matcher.group(2)), Long.valueOf(matcher.group(1)), Long::sum);
            }
        });
        return bytes;
    }

    private static String name(String internal) {
        int dimensions = 0;
        while (dimensions < internal.length() && internal.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return internal;
        }
        String element = internal.substring(dimensions);
        String name = element.startsWith("L") && element.endsWith(";")
                ? element.substring(1, element.length() - 1)
                : element.length() == 1 ? PRIMITIVES.getOrDefault(element.charAt(0), element) : element;
        return name + "[]".repeat(dimensions);
    }
}
