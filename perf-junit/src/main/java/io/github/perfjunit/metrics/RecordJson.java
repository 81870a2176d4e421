// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * JSON of records of this package, on one line, histograms included, so that a record that is read back equals the one
 * that was written.
 */
final class RecordJson {

    // A newer worker may send fields that an older controller does not know.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule()
                    .addSerializer(LatencySummary.class, new SummaryWriter())
                    .addDeserializer(LatencySummary.class, new SummaryReader())
                    .addSerializer(NumberSummary.class, new NumbersWriter())
                    .addDeserializer(NumberSummary.class, new NumbersReader())
                    .addSerializer(Instant.class, new InstantWriter())
                    .addDeserializer(Instant.class, new InstantReader())
                    .addSerializer(Duration.class, new DurationWriter())
                    .addDeserializer(Duration.class, new DurationReader()))
            .build();

    private RecordJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        T value;
        try {
            value = MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not the JSON of " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
        if (value == null) {
            throw new IllegalArgumentException("not the JSON of " + type.getSimpleName() + ": null");
        }
        return value;
    }

    private static final class SummaryWriter extends StdSerializer<LatencySummary> {
        private static final long serialVersionUID = 1;

        SummaryWriter() {
            super(LatencySummary.class);
        }

        @Override
        public void serialize(LatencySummary value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (value.isEmpty()) {
                out.writeNull();
                return;
            }
            out.writeStartArray();
            out.writeString(value.encode());
            out.writeNumber(value.min().toNanos());
            out.writeNumber(value.max().toNanos());
            out.writeEndArray();
        }
    }

    private static final class SummaryReader extends StdDeserializer<LatencySummary> {
        private static final long serialVersionUID = 1;

        SummaryReader() {
            super(LatencySummary.class);
        }

        @Override
        public LatencySummary getNullValue(DeserializationContext context) {
            return LatencySummary.EMPTY;
        }

        @Override
        public LatencySummary deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = null;
            long min = -1;
            long max = -1;
            if (in.currentToken() == JsonToken.START_ARRAY) {
                text = in.nextTextValue();
                min = in.nextLongValue(-1);
                max = in.nextLongValue(-1);
            }
            if (text == null || min < 0 || max < 0 || in.nextToken() != JsonToken.END_ARRAY) {
                throw context.weirdStringException(
                        String.valueOf(text), LatencySummary.class, "not a histogram with its two ends");
            }
            try {
                return LatencySummary.decode(text, Duration.ofNanos(min), Duration.ofNanos(max));
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(text, LatencySummary.class, String.valueOf(e.getMessage()));
            }
        }
    }

    private static final class NumbersWriter extends StdSerializer<NumberSummary> {
        private static final long serialVersionUID = 1;

        NumbersWriter() {
            super(NumberSummary.class);
        }

        @Override
        public void serialize(NumberSummary value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (value.count() == 0) {
                out.writeNull();
            } else {
                out.writeString(value.encode());
            }
        }
    }

    private static final class NumbersReader extends StdDeserializer<NumberSummary> {
        private static final long serialVersionUID = 1;

        NumbersReader() {
            super(NumberSummary.class);
        }

        @Override
        public NumberSummary getNullValue(DeserializationContext context) {
            return NumberSummary.EMPTY;
        }

        @Override
        public NumberSummary deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = String.valueOf(in.getValueAsString());
            try {
                return NumberSummary.decode(text);
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(text, NumberSummary.class, String.valueOf(e.getMessage()));
            }
        }
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getText();
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, Instant.class, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Durations as nanoseconds. */
    private static final class DurationWriter extends StdSerializer<Duration> {
        private static final long serialVersionUID = 1;

        DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(value.toNanos());
        }
    }

    private static final class DurationReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Duration.ofNanos(in.getLongValue());
        }
    }
}
