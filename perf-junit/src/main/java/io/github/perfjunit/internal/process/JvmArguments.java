// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads options of a JVM from one text. */
public final class JvmArguments {

    private JvmArguments() {}

    /**
     * Divides a text at its blanks, but for those between quotation marks.
     *
     * @param place where the text stands
     * @param text such as {@code -Xmx1g "-Dname=two words"}
     * @param problems gets what is wrong
     */
    public static List<String> of(String place, String text, Consumer<String> problems) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                any = true;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (any) {
                    arguments.add(argument.toString());
                }
                argument.setLength(0);
                any = false;
            } else {
                argument.append(c);
                any = true;
            }
        }
        if (any) {
            arguments.add(argument.toString());
        }
        if (quoted) {
            problems.accept(place + " was '" + text + "' but must have a second quotation mark for each first one");
        }
        for (String each : arguments) {
            if (!each.startsWith("-")) {
                problems.accept(
                        place + " had '" + each + "' but must have options of a JVM, which begin with a hyphen");
            }
        }
        return arguments;
    }
}
