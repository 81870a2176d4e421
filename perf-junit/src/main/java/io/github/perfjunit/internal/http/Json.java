// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON of requests and answers; a class of its own so that plain requests do not load Jackson. */
final class Json {

    private static final int SHOWN = 100;

    // The text is in memory already. The length of a number is limited because parsing costs the square of it.
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE)
            .maxNumberLength(10_000)
            .build();

    /** Numbers keep all digits that their type can hold. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .findAndAddModules()
            .build();

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
            throw unreadable(e, "JSON " + type.getSimpleName(), text);
        }
    }

    /** Returns the value at a place, numbers as they are written. */
    static String read(String text, String pointer) {
        JsonPointer path = JsonPointer.compile(pointer);
        try (JsonParser parser = MAPPER.createParser(text)) {
            String found = parser.nextToken() == null ? null : find(parser, path);
            if (found == null) {
                throw new IllegalStateException("body has nothing at '" + pointer + "': " + beginning(text));
            }
            return found;
        } catch (JsonProcessingException e) {
            throw unreadable(e, "JSON", text);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** Reads the value that begins here to its end; of two fields with one name the last one counts. */
    private static @Nullable String find(JsonParser parser, JsonPointer path) throws IOException {
        if (path.matches()) {
            return written(parser);
        }
        String found = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean here = path.matchesProperty(parser.currentName());
                parser.nextToken();
                if (here) {
                    found = find(parser, path.tail());
                } else {
                    parser.skipChildren();
                }
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i == path.getMatchingIndex()) {
                    found = find(parser, path.tail());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return found;
    }

    private static String written(JsonParser parser) throws IOException {
        if (!parser.currentToken().isStructStart()) {
            return parser.getText();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = MAPPER.createGenerator(text)) {
            int depth = 0;
            do {
                JsonToken token = depth == 0 ? parser.currentToken() : parser.nextToken();
                if (token.isNumeric()) {
                    copy.writeNumber(parser.getText());
                } else {
                    copy.copyCurrentEvent(parser);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0);
        }
        return text.toString();
    }

    private static IllegalStateException unreadable(JsonProcessingException e, String what, String text) {
        return new IllegalStateException(
                e instanceof StreamConstraintsException
                        ? "body is JSON beyond what is read: " + e.getOriginalMessage()
                        : "body is no " + what + ": " + beginning(text),
                e);
    }

    private static String beginning(String text) {
        return text.isEmpty() ? "it is empty" : ForeignText.clean(text, SHOWN);
    }
}
