// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.perfjunit.spi.SecretNames;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that Jackson rejected.
 *
 * @param place names from the record down to the value, as the user wrote them; empty for the whole record
 * @param value the value; null if there was none
 * @param type the expected type; null if unknown
 * @param reason Jackson's message
 */
record BadValue(
        String place,
        @Nullable JsonNode value,
        @Nullable Class<?> type,
        @Nullable String reason) {

    static BadValue of(JsonNode record, JsonMappingException e, UnaryOperator<String> given) {
        StringBuilder place = new StringBuilder();
        JsonNode node = record;
        for (JsonMappingException.Reference step : e.getPath()) {
            String name = step.getFieldName();
            if (name == null) {
                place.append('[').append(step.getIndex()).append(']');
                node = node.path(step.getIndex());
            } else {
                place.append(place.isEmpty() ? given.apply(name) : "." + name);
                node = node.path(name);
            }
        }
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (e.getCause() instanceof InputCoercionException tooLarge) {
            type = tooLarge.getTargetType();
        }
        if (node.isContainerNode()
                && e instanceof InvalidFormatException wrong
                && wrong.getValue() instanceof String key) {
            node = TextNode.valueOf(key); // a key of a map
        }
        return new BadValue(
                place.toString(),
                node.isMissingNode() ? null : node,
                type,
                MessageText.sentence(e.getOriginalMessage()));
    }

    String sentence() {
        String subject = place.isEmpty() ? "" : MessageText.bounded(place) + " ";
        if (type == null) {
            return subject + "was " + shown() + " but cannot be used" + (isSecret() ? "" : ": " + reason);
        }
        return subject + "was " + shown() + " but must be " + SingleValues.words(type);
    }

    private boolean isSecret() {
        return SecretNames.isSecret(place) || (value != null && Secrets.in(value));
    }

    private String shown() {
        if (value == null) {
            return "missing";
        }
        return isSecret() ? MessageText.HIDDEN : MessageText.value(value);
    }
}
