// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.metrics.LatencySummary;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns records of reports into maps, lists, texts and numbers, as {@code results.json} takes them. Durations become
 * milliseconds, which their names tell; what is not there becomes null.
 */
final class PlainData {

    private static final double NANOS_PER_MILLI = 1e6;

    private PlainData() {}

    /** Returns the components of a record by name. */
    static Map<String, @Nullable Object> of(Record values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            boolean time = component.getType() == Duration.class || component.getType() == LatencySummary.class;
            map.put(component.getName() + (time ? "Ms" : ""), plain(read(values, component)));
        }
        return map;
    }

    private static @Nullable Object read(Record values, RecordComponent component) {
        try {
            return component.getAccessor().invoke(values);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Record values) {
            return of(values);
        }
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof Duration duration) {
            return duration.toNanos() / NANOS_PER_MILLI;
        }
        if (value instanceof LatencySummary summary) {
            return latency(summary);
        }
        if (value instanceof Iterable<?> many) {
            List<@Nullable Object> list = new ArrayList<>();
            many.forEach(each -> list.add(plain(each)));
            return list;
        }
        if (value instanceof Map<?, ?> many) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            many.forEach((key, each) -> map.put(text(key), plain(each)));
            return map;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return null;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : text(value);
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return String.valueOf(value);
    }

    private static Map<String, Object> latency(LatencySummary summary) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", summary.count());
        if (!summary.isEmpty()) {
            map.put("mean", millis(summary.mean()));
            map.put("p50", millis(summary.percentile(50)));
            map.put("p95", millis(summary.percentile(95)));
            map.put("p99", millis(summary.percentile(99)));
            map.put("max", millis(summary.max()));
        }
        return map;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }
}
