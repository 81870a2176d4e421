// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * Reads single settings and collects their mistakes.
 */
final class FieldReader {

    private final Placeholders placeholders;
    private final Problems problems;

    FieldReader(Placeholders placeholders, Problems problems) {
        this.placeholders = placeholders;
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    /** Replaces the placeholders of a setting. */
    Field field(String place, String raw) {
        try {
            return new Field(place, placeholders.resolve(raw), false);
        } catch (BadValueException e) {
            problems.add(place + " " + e.getMessage());
            return new Field(place, raw, true);
        }
    }

    /** Replaces the placeholders of a setting that is not to be shown. */
    Field secret(String place, String raw) {
        try {
            return new Field(place, placeholders.resolve(raw), false);
        } catch (BadValueException e) {
            problems.add(place + " was '***' but must " + e.allowed());
            return new Field(place, "", true);
        }
    }

    /** Parses a setting; empty if it is not set or not right, and then reported. */
    <T> Optional<T> read(Field field, Function<String, T> parser) {
        if (field.broken() || !field.isSet()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(field.text()));
        } catch (BadValueException e) {
            String sentence = field.place() + " " + e.getMessage();
            if (e.hint().isEmpty()) {
                problems.add(sentence);
            } else {
                problems.add(sentence, e.hint());
            }
            return Optional.empty();
        }
    }

    <T> Optional<T> read(String place, String raw, Function<String, T> parser) {
        return read(field(place, raw), parser);
    }
}
