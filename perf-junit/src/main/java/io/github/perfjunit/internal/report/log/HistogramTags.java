// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names the tags of {@code latency.hlog}, which may contain no comma, blank or line break, and keeps their meaning.
 * Thread-safe.
 */
final class HistogramTags {

    private static final int LONGEST_NAME = 200;

    private final boolean withScenario;
    private final Map<String, HistogramTag> byText = new LinkedHashMap<>();
    private final Map<HistogramTag, String> texts = new LinkedHashMap<>();

    HistogramTags(boolean withScenario) {
        this.withScenario = withScenario;
    }

    /** Returns the text of a tag, the same at each call. */
    synchronized String text(HistogramTag tag) {
        String known = texts.get(tag);
        if (known != null) {
            return known;
        }
        String wanted = wanted(tag);
        String text = wanted;
        for (int n = 2; byText.containsKey(text); n++) {
            text = wanted + "~" + n;
        }
        byText.put(text, tag);
        texts.put(tag, text);
        return text;
    }

    synchronized Map<String, HistogramTag> all() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(byText));
    }

    private String wanted(HistogramTag tag) {
        Series.Key key = tag.key();
        List<String> parts = new ArrayList<>();
        parts.add(plain(key.request()));
        if (withScenario) {
            parts.add(plain(key.scenario()));
        }
        if (key.kind() != SeriesKind.REQUEST) {
            parts.add(key.kind().name().toLowerCase(Locale.ROOT));
        }
        if (key.phase() != Phase.MEASURE) {
            parts.add(key.phase().label());
        }
        if (tag.values() != HistogramTag.Values.OK) {
            parts.add(tag.values().label());
        }
        return String.join("~", parts);
    }

    private static String plain(String name) {
        String plain = PlainText.of(name, LONGEST_NAME).replaceAll("[,\\s\"]", "_");
        return plain.isEmpty() ? "_" : plain;
    }
}
