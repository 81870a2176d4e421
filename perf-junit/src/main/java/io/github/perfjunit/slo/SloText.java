// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.SeriesKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words and figures that the messages of this package share. */
final class SloText {

    /** Longest request or scenario name that is shown whole. */
    static final int NAME_LENGTH = 60;

    /** How the subject of a stretch of time begins. */
    static final String STRETCH = "from ";

    private static final int NAMES = 10;
    private static final int MOST_DIGITS = 9;

    private SloText() {}

    /**
     * Makes foreign text fit for one line of a message: control and other invisible characters become question marks,
     * white space becomes single spaces, what is too long is cut.
     */
    static String clean(String text, int length) {
        StringBuilder out = new StringBuilder();
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = out.length() > 0;
                continue;
            }
            if (out.length() + (space ? 1 : 0) + Character.charCount(c) > length) {
                cut(out, length);
                return out.append("...").toString();
            }
            if (space) {
                out.append(' ');
                space = false;
            }
            out.appendCodePoint(isVisible(c) ? c : '?');
        }
        return out.toString();
    }

    private static void cut(StringBuilder out, int length) {
        int end = Math.max(0, Math.min(out.length(), length - 3));
        boolean splitsPair = end > 0 && end < out.length() && Character.isHighSurrogate(out.charAt(end - 1));
        out.setLength(splitsPair ? end - 1 : end);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    static String name(String name) {
        return clean(name, NAME_LENGTH);
    }

    /** Lists names in order, the first ten of them. */
    static String names(Collection<String> names) {
        String first = names.stream().sorted().limit(NAMES).map(SloText::name).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "none"
                : names.size() > NAMES ? first + " and " + (names.size() - NAMES) + " more" : first;
    }

    /** Says that a name does not exist, and which do. */
    static String unknown(String thing, Collection<String> existing) {
        return "no such " + thing + "; there are: " + names(existing);
    }

    /** Says that there is no request of a name, and which names there are, counted together included. */
    static String unknownRequest(LoadResult result) {
        LoadData data = result.data();
        String unknown = unknown("request", result.requestNames());
        return data.namesOverCap() == 0
                ? unknown
                : unknown + "; " + FigureFormat.count(data.namesOverCap(), "request")
                        + " of more names than are kept counted as " + LoadResult.OTHER + ", the first of them "
                        + names(data.firstNamesOverCap());
    }

    /** Writes a value in its unit, such as {@code 612 ms}. */
    static String amount(double value, String unit) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return switch (unit) {
            case "ms" -> FigureFormat.millis(value);
            case "%" -> FigureFormat.percent(value);
            case "/s" -> FigureFormat.rate(value);
            default -> FigureFormat.count(Math.round(value));
        };
    }

    /** Writes the measured value, with as many digits as it takes to tell a miss from its limit. */
    static String actual(ObjectiveResult verdict) {
        double value = verdict.value();
        String unit = verdict.unit();
        String limit = amount(verdict.limit(), unit);
        String text = amount(value, unit);
        boolean differs = verdict.state() == State.MISSED && value != verdict.limit();
        for (int digits = 4; differs && digits <= MOST_DIGITS && text.equals(limit); digits++) {
            text = fine(value, unit, digits);
        }
        return text;
    }

    private static String fine(double value, String unit, int digits) {
        boolean seconds = unit.equals("ms") && value >= 999.5;
        String number = BigDecimal.valueOf(seconds ? value / 1000 : value)
                .round(new MathContext(digits))
                .stripTrailingZeros()
                .toPlainString();
        return number + (seconds ? " s" : unit.startsWith("/") ? unit : " " + unit);
    }

    /** Writes the limit as it stands in a table, such as {@code 500 ms}, {@code >= 400/s} or {@code none}. */
    static String limit(ObjectiveResult verdict) {
        String amount = amount(verdict.limit(), verdict.unit());
        return switch (verdict.operator()) {
            case "<=" -> isNone(verdict) ? "none" : amount;
            default -> verdict.operator() + " " + amount;
        };
    }

    /** Writes the limit as it stands in a sentence, such as {@code limit 500 ms}, {@code at least 400/s}. */
    static String limitInWords(ObjectiveResult verdict) {
        String amount = amount(verdict.limit(), verdict.unit());
        return switch (verdict.operator()) {
            case "<=" -> isNone(verdict) ? "none allowed" : "limit " + amount;
            case ">=" -> "at least " + amount;
            default -> "limit " + verdict.operator() + " " + amount;
        };
    }

    private static boolean isNone(ObjectiveResult verdict) {
        return verdict.limit() == 0 && List.of("", "%").contains(verdict.unit());
    }

    /** Writes what an objective is about, such as {@code p95} or {@code p99 of POST /orders}. */
    static String label(ObjectiveResult verdict) {
        return verdict.subject().equals(LoadResult.ALL_REQUESTS)
                ? verdict.metric()
                : joined(verdict.metric(), verdict.subject(), name(verdict.subject()));
    }

    /** Joins a metric and its subject; a stretch of time needs no "of". */
    static String joined(String metric, String subject, String shown) {
        return metric + (subject.startsWith(STRETCH) ? " " : " of ") + shown;
    }

    /** Returns what the samples of a result are called, in the singular. */
    static String thing(LoadResult result) {
        return kind(result).name().toLowerCase(Locale.ROOT);
    }

    /** Returns what is judged: requests, or the iterations where the bodies made no request at all. */
    static SeriesKind kind(LoadResult result) {
        boolean requests = result.data().series().stream().anyMatch(s -> s.key().kind() == SeriesKind.REQUEST);
        return requests ? SeriesKind.REQUEST : SeriesKind.ITERATION;
    }
}
