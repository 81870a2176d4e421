// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

/**
 * Replaces {@code ${key:default}} and {@code ${key}} in texts. The default goes from the first colon to the next
 * closing brace; placeholders inside a value are not replaced.
 */
public final class Placeholders {

    private static final String OPEN = "${";

    private final Settings settings;

    /**
     * Looks keys up in settings.
     *
     * @param settings where values come from
     */
    public Placeholders(Settings settings) {
        this.settings = settings;
    }

    /**
     * Replaces all placeholders of a text.
     *
     * @param text any text
     * @return the text with their values
     * @throws BadValueException if a placeholder is not closed, has no key, or has neither a value nor a default
     */
    public String resolve(String text) {
        StringBuilder resolved = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new BadValueException(text, "close each ${ with }");
            }
            resolved.append(text, from, open).append(value(text, text.substring(open + OPEN.length(), close)));
            from = close + 1;
        }
        return resolved.append(text, from, text.length()).toString();
    }

    private String value(String text, String placeholder) {
        int colon = placeholder.indexOf(':');
        String key = (colon < 0 ? placeholder : placeholder.substring(0, colon)).strip();
        if (key.isEmpty()) {
            throw new BadValueException(text, "name a key in each ${key} or ${key:default}");
        }
        String value = settings.find(key);
        if (value == null && colon < 0) {
            String shown = BadValueException.quote(key);
            throw new BadValueException(
                    text,
                    "have a value for " + shown + ": a JUnit configuration parameter or system property of that name,"
                            + " an environment variable " + BadValueException.quote(Settings.variable(key))
                            + ", or a default as in ${key:default}");
        }
        return value == null ? placeholder.substring(colon + 1) : value;
    }
}
