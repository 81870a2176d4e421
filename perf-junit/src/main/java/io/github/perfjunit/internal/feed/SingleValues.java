// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Types whose values are read from one text, with their descriptions in messages. */
final class SingleValues {

    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(String.class, "a text"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(Character.class, "one character"),
            Map.entry(Byte.class, "a whole number that fits byte"),
            Map.entry(Short.class, "a whole number that fits short"),
            Map.entry(Integer.class, "a whole number that fits int"),
            Map.entry(Long.class, "a whole number that fits long"),
            Map.entry(BigInteger.class, "a whole number"),
            Map.entry(Float.class, "a number"),
            Map.entry(Double.class, "a number"),
            Map.entry(BigDecimal.class, "a number"),
            Map.entry(UUID.class, "a UUID such as 123e4567-e89b-12d3-a456-426614174000"),
            Map.entry(URI.class, "a URI"));

    private static final Map<Class<?>, Iso<?>> TIMES = times();

    private SingleValues() {}

    static boolean known(Class<?> type) {
        return type.isEnum() || WORDS.containsKey(boxed(type)) || TIMES.containsKey(type);
    }

    static String words(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + MessageText.names(Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList());
        }
        Iso<?> time = TIMES.get(type);
        if (time != null) {
            return time.words();
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a JSON array";
        }
        return WORDS.getOrDefault(boxed(type), "a value of type " + MessageText.bounded(type.getSimpleName()));
    }

    /**
     * Reads types of java.time, which Jackson does not support by itself, and numbers, which it does not read exactly.
     */
    static SimpleModule module() {
        SimpleModule module = new SimpleModule("perf-junit feeds");
        TIMES.values().forEach(time -> time.addTo(module));
        FeedNumbers.addTo(module);
        return module;
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static Map<Class<?>, Iso<?>> times() {
        Map<Class<?>, Iso<?>> times = new LinkedHashMap<>();
        put(times, new Iso<>(Duration.class, Duration::parse, "a duration such as PT1.5S"));
        put(times, new Iso<>(Instant.class, Instant::parse, "an instant such as 2026-01-31T08:30:00Z"));
        put(times, new Iso<>(LocalDate.class, LocalDate::parse, "a date such as 2026-01-31"));
        put(times, new Iso<>(LocalTime.class, LocalTime::parse, "a time such as 08:30:00"));
        put(times, new Iso<>(LocalDateTime.class, LocalDateTime::parse, "a date and time such as 2026-01-31T08:30:00"));
        put(
                times,
                new Iso<>(
                        OffsetDateTime.class,
                        OffsetDateTime::parse,
                        "a date and time with offset such as 2026-01-31T08:30:00+01:00"));
        put(
                times,
                new Iso<>(
                        ZonedDateTime.class,
                        ZonedDateTime::parse,
                        "a date and time with zone such as 2026-01-31T08:30:00+01:00[Europe/Paris]"));
        put(times, new Iso<>(OffsetTime.class, OffsetTime::parse, "a time with offset such as 08:30:00+01:00"));
        put(times, new Iso<>(Period.class, Period::parse, "a period such as P1Y2M3D"));
        put(times, new Iso<>(Year.class, Year::parse, "a year such as 2026"));
        put(times, new Iso<>(YearMonth.class, YearMonth::parse, "a month such as 2026-01"));
        put(times, new Iso<>(MonthDay.class, MonthDay::parse, "a day of the year such as --01-31"));
        put(times, new Iso<>(ZoneId.class, ZoneId::of, "a time zone such as Europe/Paris"));
        put(times, new Iso<>(ZoneOffset.class, ZoneOffset::of, "an offset such as +01:00"));
        return times;
    }

    private static void put(Map<Class<?>, Iso<?>> times, Iso<?> time) {
        times.put(time.type(), time);
    }

    /** A type with the text form of ISO 8601, as its parse method reads it. */
    private record Iso<T>(Class<T> type, Function<String, T> parse, String words) {

        void addTo(SimpleModule module) {
            module.addDeserializer(type, new IsoDeserializer<>(type, parse));
        }
    }

    private static final class IsoDeserializer<T> extends FromStringDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final Class<T> type;
        private final transient Function<String, T> parse;

        IsoDeserializer(Class<T> type, Function<String, T> parse) {
            super(type);
            this.type = type;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return super.deserialize(parser, context);
        }

        @Override
        @SuppressWarnings("unchecked")
        protected T _deserialize(String value, DeserializationContext context) throws IOException {
            try {
                return parse.apply(value);
            } catch (DateTimeException e) {
                return (T) context.handleWeirdStringValue(type, value, "not as ISO 8601 has it");
            }
        }
    }
}
