// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A choice among the series of a source.
 *
 * @param gauge name of the gauge that it becomes
 * @param metric name of the metric
 * @param labels labels that a series must have, others aside
 */
record SeriesChoice(String gauge, String metric, Map<String, String> labels) {

    private static final Pattern CHOICE =
            Pattern.compile("(?:([^={}]+)=)?\\s*([A-Za-z_:][\\w:.\\-]*)\\s*(?:\\{(.*)})?", Pattern.DOTALL);
    private static final Pattern LABEL =
            Pattern.compile("\\s*([\\w.\\-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\",{}]*?))\\s*(?:,|$)");

    SeriesChoice {
        labels = Map.copyOf(labels);
    }

    /**
     * Reads {@code metric}, {@code metric{label="value"}} or {@code name of the gauge=metric{label=value}}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    static SeriesChoice of(String text) {
        Matcher choice = CHOICE.matcher(text.strip());
        if (!choice.matches()) {
            throw bad(text);
        }
        String labels = choice.group(3) == null ? "" : choice.group(3);
        String alias = choice.group(1) == null ? "" : choice.group(1).strip();
        return new SeriesChoice(
                alias.isEmpty() ? text.strip() : alias,
                choice.group(2),
                labels.isBlank() ? Map.of() : labels(text, labels));
    }

    private static Map<String, String> labels(String text, String written) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(written);
        int end = 0;
        while (end < written.length() && label.find(end) && label.start() == end) {
            String quoted = label.group(2);
            labels.put(label.group(1), quoted == null ? label.group(3) : unescaped(quoted));
            end = label.end();
        }
        if (end < written.length()) {
            throw bad(text);
        }
        return labels;
    }

    /** Replaces the escapes of Prometheus' text format. */
    static String unescaped(String quoted) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '\\' && i + 1 < quoted.length()) {
                i++;
                plain.append(quoted.charAt(i) == 'n' ? '\n' : quoted.charAt(i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException("series '" + text
                + "' must have the form metric, metric{label=\"value\"} or name of the gauge=metric{label=\"value\"}");
    }

    boolean matches(String name, Map<String, String> ofSeries) {
        return name.equals(metric)
                && labels.entrySet().stream()
                        .allMatch(label -> label.getValue().equals(ofSeries.getOrDefault(label.getKey(), "")));
    }
}
