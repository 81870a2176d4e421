// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON of requests and answers; a class of its own so that plain requests do not load Jackson. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .findAndAddModules()
            .build();
    private static final int SHOWN = 100;

    private Json() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write " + value.getClass().getName() + " as JSON: " + e.getOriginalMessage(), e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new IllegalStateException("body is null and not a JSON " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("body is no JSON " + type.getSimpleName() + ": " + beginning(text), e);
        }
    }

    static String read(String text, String pointer) {
        JsonPointer path = JsonPointer.compile(pointer);
        try {
            JsonNode node = MAPPER.readTree(text).at(path);
            if (node.isMissingNode()) {
                throw new IllegalStateException("body has nothing at '" + pointer + "': " + beginning(text));
            }
            return node.isValueNode() ? node.asText() : node.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("body is no JSON: " + beginning(text), e);
        }
    }

    private static String beginning(String text) {
        return text.isEmpty() ? "it is empty" : ForeignText.clean(text, SHOWN);
    }
}
