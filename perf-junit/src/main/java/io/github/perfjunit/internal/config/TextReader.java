// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.time.Duration;
import java.util.Optional;

/** Reads single texts of annotations that the library itself does not know; mistakes are reported with all others. */
public final class TextReader {

    private final FieldReader fields;

    /**
     * Prepares for reading.
     *
     * @param settings where the values of placeholders come from
     * @param problems gets the mistakes
     */
    public TextReader(Settings settings, Problems problems) {
        this.fields = new FieldReader(new Placeholders(settings), problems);
    }

    /**
     * Replaces placeholders.
     *
     * @param place where the text stands
     * @param text the text
     * @return the text with values; as it was after a mistake
     */
    public String text(String place, String text) {
        return fields.field(place, text).text();
    }

    /**
     * Reads a duration.
     *
     * @param place where the text stands
     * @param text the text
     * @return the duration; empty if the text is blank or wrong
     */
    public Optional<Duration> duration(String place, String text) {
        return fields.read(place, text, Durations::parse);
    }
}
