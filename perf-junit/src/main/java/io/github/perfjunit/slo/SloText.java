// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.PrintableText;
import io.github.perfjunit.metrics.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words and figures shared by the messages of this package. */
final class SloText {

    /** Longest request or scenario name that is shown whole. */
    static final int NAME_LENGTH = 60;

    private static final int NAMES = 10;

    private SloText() {}

    /**
     * Makes text of unknown origin fit for one line of a message: control and other invisible characters become
     * question marks, white space becomes single spaces, the rest of a long text is cut off.
     */
    static String clean(String text, int length) {
        return PrintableText.compact(text, length);
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

    /** Lists the names that a check can ask for: those of requests, then those of steps with requests inside them. */
    static String requestNames(LoadResult result) {
        List<String> names = new ArrayList<>(result.requestNames());
        result.stepNames().stream()
                .filter(step -> !names.contains(step))
                .map(step -> name(step) + " (a step)")
                .toList()
                .forEach(names::add);
        LoadData data = result.data();
        return data.namesOverCap() == 0
                ? names(names)
                : names(names) + "; " + FigureFormat.count(data.namesOverCap(), "request")
                        + " of more names than are kept counted as " + LoadResult.OTHER + ", the first of them "
                        + names(data.firstNamesOverCap());
    }

    /** Says that a name does not exist and lists those that do. */
    static String unknown(String thing, String existing) {
        return "no such " + thing + "; there are: " + existing;
    }

    /** Writes the limit for a table, such as {@code 500ms}, {@code >= 400/s} or {@code none}. */
    static String limit(ObjectiveResult verdict) {
        return switch (verdict.operator()) {
            case "<=" -> isNone(verdict) ? "none" : verdict.limitText();
            default -> verdict.operator() + " " + verdict.limitText();
        };
    }

    /** Writes the limit for a sentence, such as {@code limit 500ms}, {@code at least 400/s}. */
    static String limitInWords(ObjectiveResult verdict) {
        return switch (verdict.operator()) {
            case "<=" -> isNone(verdict) ? "none allowed" : "limit " + verdict.limitText();
            case ">=" -> "at least " + verdict.limitText();
            default -> "limit " + verdict.operator() + " " + verdict.limitText();
        };
    }

    private static boolean isNone(ObjectiveResult verdict) {
        return verdict.limit() == 0 && List.of("", "%").contains(verdict.unit());
    }

    /** Writes the subject of an objective, such as {@code p95} or {@code p99 of POST /orders}. */
    static String label(ObjectiveResult verdict) {
        return switch (verdict.scope().kind()) {
            case ALL_REQUESTS, LOAD -> verdict.metric();
            default -> joined(verdict.metric(), verdict.scope(), name(verdict.subject()));
        };
    }

    /** Joins a metric and its scope; a period needs no "of". */
    static String joined(String metric, Scope scope, String shown) {
        return metric + (scope.kind() == Scope.Kind.STRETCH ? " " : " of ") + shown;
    }

    /** Returns the noun for the samples of a result, in the singular. */
    static String thing(LoadResult result) {
        return result.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Returns the noun for the samples of a part, in the singular. */
    static String thing(Measurements figures) {
        return switch (figures.scope().kind()) {
            case ITERATIONS -> "iteration";
            default -> thing(figures.result());
        };
    }
}
