// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PrintableText;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The likely causes of a failed load test: the slowest request and the most frequent error. */
final class Suspects {

    private static final int ERROR_LENGTH = 120;
    private static final int PLACE_LENGTH = 100;

    private final LoadResult result;

    Suspects(LoadResult result) {
        this.result = result;
    }

    /** Names the slowest of several requests; those with enough samples for the percentile come first. */
    Optional<String> slowest(double percentile) {
        List<Measurements> requests = result.requestNames().stream()
                .map(result::request)
                .filter(m -> !m.latency().isEmpty())
                .toList();
        if (requests.size() < 2) {
            return Optional.empty();
        }
        Comparator<Measurements> order = Comparator.<Measurements, Boolean>comparing(
                        m -> m.latency().count() >= SampleMetric.needed(percentile))
                .thenComparing(m -> m.latency().percentile(percentile));
        return requests.stream().max(order).map(m -> slow(m, percentile));
    }

    private String slow(Measurements request, double percentile) {
        double share = 100.0 * request.count() / result.all().count();
        return SloText.name(request.subject()) + ", " + SampleMetric.name(Objective.Metric.PERCENTILE, percentile) + " "
                + FigureFormat.duration(request.latency().percentile(percentile)) + ", " + FigureFormat.percent(share)
                + " of the " + SloText.thing(result) + "s";
    }

    /** Names the most frequent error of the measured time. */
    Optional<String> topError() {
        Map<List<String>, ErrorSummary> errors = new LinkedHashMap<>();
        result.data().errors().stream()
                .filter(e -> e.measured() > 0)
                .forEach(e -> errors.merge(
                        List.of(e.request(), e.kind(), ErrorSummary.pattern(e.message())), e, ErrorSummary::plus));
        return errors.values().stream()
                .max(Comparator.comparingLong(ErrorSummary::measured))
                .map(this::error);
    }

    private String error(ErrorSummary error) {
        String message = error.message();
        String what = message.startsWith(error.kind()) ? message : error.kind() + " " + message;
        String of = result.requestNames().contains(error.request())
                ? FigureFormat.count(result.request(error.request()).count())
                : FigureFormat.count(iterations(), "iteration");
        String place = SloText.clean(error.place(), PLACE_LENGTH);
        return SloText.name(error.request()) + " "
                + PrintableText.errorLine(SloText.clean(what, what.length()), ERROR_LENGTH) + ", "
                + FigureFormat.count(error.measured()) + " of " + of + (place.isEmpty() ? "" : " at " + place);
    }

    private long iterations() {
        return result.data().series().stream()
                .filter(s -> s.key().kind() == SeriesKind.ITERATION && s.key().phase() == Phase.MEASURE)
                .mapToLong(s -> s.count(Outcome.OK) + s.failures())
                .sum();
    }
}
