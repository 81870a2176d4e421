// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of a JSON file with its path, so that messages can name the place of an error.
 *
 * @param node the node; a missing node if there is none
 * @param path its path, such as {@code /profile/scenarios/0}
 */
record JsonPlace(JsonNode node, String path) {

    /** Thrown for a node that is missing or invalid. */
    static final class BadNodeException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        BadNodeException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    JsonPlace at(String field) {
        return new JsonPlace(node.path(field), path + "/" + field);
    }

    boolean isNothing() {
        return node.isMissingNode() || node.isNull();
    }

    String text() {
        return expect(node.isTextual(), "a text", JsonNode::textValue);
    }

    long whole() {
        return expect(node.isIntegralNumber() && node.canConvertToLong(), "a whole number", JsonNode::longValue);
    }

    int wholeInt() {
        return expect(node.isIntegralNumber() && node.canConvertToInt(), "a whole number", JsonNode::intValue);
    }

    double number() {
        return expect(node.isNumber(), "a number", JsonNode::doubleValue);
    }

    boolean flag() {
        return expect(node.isBoolean(), "true or false", JsonNode::booleanValue);
    }

    List<JsonPlace> each() {
        List<JsonPlace> places = new ArrayList<>();
        expect(node.isArray(), "a list", JsonNode::elements)
                .forEachRemaining(element -> places.add(new JsonPlace(element, path + "/" + places.size())));
        return places;
    }

    Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        expect(node.isObject(), "an object", JsonNode::properties)
                .forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** Reads the lower-case name of a constant, words joined by hyphens. */
    <E extends Enum<E>> E constant(Class<E> type) {
        return named(type, text());
    }

    /** Reads counts under such names; an unknown name comes from a newer version and is left out. */
    <E extends Enum<E>> Map<E, Long> counts(Class<E> type) {
        Map<E, Long> counts = new EnumMap<>(type);
        fields().keySet().forEach(name -> {
            if (Stream.of(type.getEnumConstants()).anyMatch(each -> label(each).equals(name))) {
                counts.put(named(type, name), at(name).whole());
            }
        });
        return counts;
    }

    private <E extends Enum<E>> E named(Class<E> type, String name) {
        return Stream.of(type.getEnumConstants())
                .filter(each -> label(each).equals(name))
                .findFirst()
                .orElseThrow(() -> bad("one of "
                        + Stream.of(type.getEnumConstants())
                                .map(JsonPlace::label)
                                .toList()));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a value with one of the library's decoders. */
    <T> T decoded(Function<String, T> decoder) {
        try {
            return expect(node.isObject(), "an object", object -> decoder.apply(object.toString()));
        } catch (BadNodeException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new BadNodeException(path + " is " + e.getMessage(), e);
        }
    }

    private <T> T expect(boolean fits, String allowed, Function<JsonNode, T> value) {
        if (!fits) {
            throw bad(allowed);
        }
        return value.apply(node);
    }

    BadNodeException bad(String allowed) {
        String shown = node.toString();
        String found = node.isMissingNode()
                ? " is missing"
                : " is " + (shown.length() > 60 ? shown.substring(0, 60) + "..." : shown);
        return new BadNodeException(path + found + " but must be " + allowed, null);
    }
}
