// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text format of Prometheus 0.0.4 and OpenMetrics 1.0: the sums of the series that were chosen
 * (prometheus.io/docs/instrumenting/exposition_formats).
 */
final class PrometheusText {

    private static final Pattern TYPE = Pattern.compile("#\\s+TYPE\\s+(\\S+)\\s+(\\S+)\\s*");
    private static final Pattern LABEL = Pattern.compile("\\s*([\\w.:\\-]+)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");
    private static final Set<String> NAME_ENDS = Set.of("_total", "_count", "_sum", "_bucket");

    /**
     * A value.
     *
     * @param value the sum of the series that match; NaN if there is none
     * @param total whether it only grows, so that its change counts
     */
    record Value(double value, boolean total) {}

    private PrometheusText() {}

    /** Returns one value for each choice. */
    static List<Value> read(String text, List<SeriesChoice> choices) {
        double[] sums = new double[choices.size()];
        boolean[] found = new boolean[choices.size()];
        Map<String, String> types = new HashMap<>();
        text.lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (!line.isBlank() && line.charAt(0) != '#') {
                add(line, choices, sums, found);
            }
        });
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            values.add(new Value(
                    found[i] ? sums[i] : Double.NaN, isTotal(choices.get(i).metric(), types)));
        }
        return values;
    }

    private static void add(String line, List<SeriesChoice> choices, double[] sums, boolean[] found) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '{' && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        String name = line.substring(0, end);
        if (choices.stream().noneMatch(choice -> choice.metric().equals(name))) {
            return;
        }
        Map<String, String> labels = new HashMap<>();
        if (end < line.length() && line.charAt(end) == '{') {
            end++;
            Matcher label = LABEL.matcher(line);
            while (label.find(end) && label.start() == end) {
                labels.put(label.group(1), SeriesChoice.unescaped(label.group(2)));
                end = label.end();
            }
            end = line.indexOf('}', end) + 1;
            if (end == 0) {
                return; // no line of this format
            }
        }
        double value = number(line.substring(end).strip().split("\\s+", 2)[0]);
        for (int i = 0; i < sums.length; i++) {
            if (!Double.isNaN(value) && choices.get(i).matches(name, labels)) {
                sums[i] += value;
                found[i] = true;
            }
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    yield Double.NaN;
                }
            }
        };
    }

    /** A summary's quantiles are no totals, its sum and count are. */
    private static boolean isTotal(String metric, Map<String, String> types) {
        String type = types.get(metric);
        if (type != null) {
            return type.equals("counter");
        }
        for (String end : NAME_ENDS) {
            if (metric.endsWith(end)) {
                String of = types.getOrDefault(metric.substring(0, metric.length() - end.length()), "");
                return Set.of("counter", "histogram", "summary").contains(of);
            }
        }
        return false;
    }
}
