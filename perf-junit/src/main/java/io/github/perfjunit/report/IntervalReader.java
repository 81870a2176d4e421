// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the lines of {@code latency.hlog} from {@code #[Interval: …]} up to {@code #[End]}. Histograms follow the
 * series that they belong to, in the order of its distributions. Keys are written once per file, so intervals must be
 * read in order.
 */
final class IntervalReader {

    static final String INTERVAL = "#[Interval: ";
    static final String END = "#[End]";
    private static final String SCENARIO = "#[Scenario: ";
    private static final String KEY = "#[Key: ";
    private static final String SERIES = "#[Series: ";
    private static final String TAG = "Tag=";

    private static final String NONE = "-";
    private static final String SAME_AS_OK = "=";

    // A newer version may write more about a key.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Map<String, Series.Key> keys = new HashMap<>();

    /** A line that cannot be understood. */
    static final class DamagedLineException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final int index;

        DamagedLineException(int index, String message, Throwable cause) {
            super(message, cause);
            this.index = index;
        }

        /** Returns the index of the line, counted from zero. */
        int index() {
            return index;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** Reads all lines of an interval except its end. */
    Interval read(List<String> lines) {
        int[] at = {0};
        try {
            return read(lines, at);
        } catch (JsonProcessingException e) {
            throw new DamagedLineException(at[0], e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new DamagedLineException(at[0], String.valueOf(e.getMessage()), e);
        }
    }

    private Interval read(List<String> lines, int[] at) throws JsonProcessingException {
        String[] head = fields(lines.get(0), INTERVAL, 4);
        long from = Long.parseLong(head[0]);
        long to = Long.parseLong(head[1]);
        Phase phase = Phase.valueOf(head[2]);
        double lost = Double.parseDouble(head[3]);
        List<ScenarioInterval> scenarios = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        for (at[0] = 1; at[0] < lines.size(); at[0]++) {
            String line = lines.get(at[0]);
            if (line.startsWith(SERIES)) {
                series.add(series(lines, at));
            } else if (line.startsWith(SCENARIO)) {
                scenarios.add(ScenarioInterval.decode(inside(line, SCENARIO)));
            } else if (line.startsWith(KEY)) {
                String[] key = inside(line, KEY).split(" ", 2);
                keys.put(key[0], MAPPER.readValue(key[key.length - 1], Series.Key.class));
            } else if (!line.startsWith("#")) { // an unknown comment comes from a newer version
                throw new IllegalArgumentException("a histogram that belongs to no series");
            }
        }
        return new Interval(from, to, phase, series, scenarios, lost);
    }

    private Series series(List<String> lines, int[] at) {
        String[] fields = fields(lines.get(at[0]), SERIES, 9);
        Series.Key key = keys.get(fields[0]);
        if (key == null) {
            throw new IllegalArgumentException("a series whose key was not told");
        }
        Map<Outcome, Long> counts = counts(fields[1], Outcome.class);
        Map<Phase, Long> okEnded = counts(fields[2], Phase.class);
        long sent = Long.parseLong(fields[3]);
        long received = Long.parseLong(fields[4]);
        LatencySummary ok = summary(fields[5], lines, at);
        LatencySummary failed = summary(fields[6], lines, at);
        LatencySummary cutOff = summary(fields[7], lines, at);
        LatencySummary service = fields[8].equals(SAME_AS_OK) ? ok : summary(fields[8], lines, at);
        return new Series(key, counts, ok, failed, service, cutOff, okEnded, sent, received);
    }

    /**
     * Reads the next histogram; the format rounds its shortest value, which is part of the series, but not the longest.
     */
    private static LatencySummary summary(String min, List<String> lines, int[] at) {
        if (min.equals(NONE)) {
            return LatencySummary.EMPTY;
        }
        at[0]++;
        String[] columns = at[0] < lines.size() ? lines.get(at[0]).split(",", -1) : new String[0];
        if (columns.length != 5 || !columns[0].startsWith(TAG)) {
            throw new IllegalArgumentException("there is no histogram where one must be");
        }
        long max = new BigDecimal(columns[3]).movePointRight(6).longValueExact();
        return LatencySummary.decode(columns[4], Duration.ofNanos(Long.parseLong(min)), Duration.ofNanos(max));
    }

    private static <E extends Enum<E>> Map<E, Long> counts(String text, Class<E> type) {
        Map<E, Long> counts = new EnumMap<>(type);
        if (!text.equals(NONE)) {
            for (String each : text.split(",", -1)) {
                int equals = each.indexOf('=');
                counts.put(
                        Enum.valueOf(type, each.substring(0, Math.max(0, equals))),
                        Long.parseLong(each.substring(equals + 1)));
            }
        }
        return counts;
    }

    private static String[] fields(String line, String start, int least) {
        String[] fields = inside(line, start).split(" ", -1);
        if (fields.length < least) {
            throw new IllegalArgumentException(
                    "there are " + fields.length + " fields but must be " + least + " or more");
        }
        return fields;
    }

    private static String inside(String line, String start) {
        if (!line.endsWith("]")) {
            throw new IllegalArgumentException("the line has no end");
        }
        return line.substring(start.length(), line.length() - 1);
    }
}
