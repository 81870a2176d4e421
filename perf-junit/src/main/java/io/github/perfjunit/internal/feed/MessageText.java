// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.metrics.PrintableText;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text of unknown origin in messages: bounded and without characters that could break a line or a terminal. */
final class MessageText {

    /** Replaces a value with the name of a secret. */
    static final String HIDDEN = "(not shown)";

    private static final int LONGEST = 80;
    private static final int LONGEST_VALUE = 40;
    private static final int LONGEST_SENTENCE = 300;
    private static final int MOST_NAMES = 30;

    private MessageText() {}

    static String bounded(String text) {
        return bounded(text, LONGEST);
    }

    static String quoted(String text) {
        return "'" + bounded(text) + "'";
    }

    /**
     * Returns the text of a value of a record: the beginning of a single value, and only the type of an object or
     * array.
     */
    static String value(JsonNode value) {
        if (value.isObject() || value.isArray()) {
            return value.isEmpty() ? value.toString() : value.isObject() ? "a JSON object" : "a JSON array";
        }
        return value.isTextual()
                ? "'" + bounded(value.textValue(), LONGEST_VALUE) + "'"
                : bounded(value.toString(), LONGEST_VALUE);
    }

    static String names(Collection<String> names) {
        String shown =
                names.stream().limit(MOST_NAMES).map(MessageText::bounded).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? shown + " and " + (names.size() - MOST_NAMES) + " more" : shown;
    }

    static String thrown(Throwable thrown) {
        String type = thrown.getClass().getName();
        String message = thrown.getMessage();
        return message == null ? type : type + ": " + bounded(message, LONGEST_SENTENCE);
    }

    static String sentence(@Nullable String text) {
        return text == null ? "no reason given" : bounded(text, LONGEST_SENTENCE);
    }

    static String article(String noun) {
        String shown = bounded(noun);
        return ("AEIOUaeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + shown;
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String count(long value, String noun) {
        return number(value) + " " + (value == 1 ? noun : noun + "s");
    }

    private static String bounded(String text, int longest) {
        return PrintableText.escaped(text, longest);
    }
}
