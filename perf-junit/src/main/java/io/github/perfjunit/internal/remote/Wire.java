// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Messages as bytes: records as compressed JSON, whose check sum tells a damaged one. */
final class Wire {

    // The sides may be of different versions; which ones is told by a message that both can read.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Wire() {}

    static byte[] record(Object message) {
        return packed(line(message));
    }

    /** Writes a record as JSON on one line. */
    static String line(Object message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot be written as JSON: " + message.getClass(), e);
        }
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if the bytes are something else, or damaged
     */
    static <T> T record(byte[] bytes, Class<T> type) {
        return line(unpacked(bytes), type);
    }

    /**
     * Reads what {@link #line(Object)} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static <T> T line(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    static byte[] packed(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if the bytes are something else, or damaged
     */
    static String unpacked(byte[] bytes) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("the message is damaged: " + e.getMessage(), e);
        }
    }

    static byte[] plain(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String plain(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
