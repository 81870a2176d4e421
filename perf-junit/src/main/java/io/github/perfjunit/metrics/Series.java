// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * The figures of one subject in one phase: one request name of one scenario, or its iterations, or its connects.
 *
 * @param key the subject
 * @param counts how many samples ended in each outcome; an outcome that is absent was not seen
 * @param ok response times of samples that ended {@link Outcome#OK}, from their intended start
 * @param failed response times of samples that ended in a failure, from their intended start
 * @param service service times of the ok samples, from their actual start; the same as {@code ok} if no sample started
 *     late
 * @param cutOff times that samples had taken when the end of the load cut them off, from their intended start: lower
 *     bounds of their response times. Their outcome is {@link Outcome#INTERRUPTED}, or {@link Outcome#ERROR} where the
 *     target had stopped answering
 * @param okEnded samples that ended {@link Outcome#OK}, by the phase in which they ended, which may be a later one than
 *     that of their intended start
 * @param bytesSent bytes written for these samples, headers included
 * @param bytesReceived bytes read for these samples, headers included
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Series(
        Key key,
        Map<Outcome, Long> counts,
        LatencySummary ok,
        LatencySummary failed,
        LatencySummary service,
        LatencySummary cutOff,
        Map<Phase, Long> okEnded,
        long bytesSent,
        long bytesReceived) {

    /**
     * The subject and phase of a series.
     *
     * @param scenario name of the scenario
     * @param request name of the request, such as {@code GET /products/{id}}
     * @param kind the kind of samples
     * @param phase phase of the samples' intended start
     */
    public record Key(String scenario, String request, SeriesKind kind, Phase phase) {}

    /**
     * Copies mutable arguments.
     *
     * @param key the subject
     * @param counts how many samples ended in each outcome; an outcome that is absent was not seen
     * @param ok response times of samples that ended {@link Outcome#OK}, from their intended start
     * @param failed response times of samples that ended in a failure, from their intended start
     * @param service service times of the ok samples, from their actual start; the same as {@code ok} if no sample
     *     started late
     * @param cutOff times that samples had taken when the end of the load cut them off, from their intended start
     * @param okEnded samples that ended well, by the phase in which they ended
     * @param bytesSent bytes written for these samples, headers included
     * @param bytesReceived bytes read for these samples, headers included
     */
    public Series {
        counts = Map.copyOf(counts);
        okEnded = Map.copyOf(okEnded);
    }

    /**
     * Returns the number of samples that ended well in a phase, whenever they were due.
     *
     * @param phase the phase in which they ended
     * @return zero or more
     */
    public long okEnded(Phase phase) {
        return okEnded.getOrDefault(phase, 0L);
    }

    /**
     * Returns the number of samples that ended in an outcome.
     *
     * @param outcome the outcome
     * @return zero or more
     */
    public long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /**
     * Returns the number of samples that failed.
     *
     * @return the sum over all outcomes that are failures
     */
    public long failures() {
        return count(Outcome.STATUS) + count(Outcome.CHECK) + count(Outcome.ERROR);
    }

    /**
     * Adds up series of the same key without loss; series of other keys stay apart.
     *
     * @param parts series in any order
     * @return one series a key, in the order in which the keys were first seen
     */
    public static List<Series> merge(Collection<Series> parts) {
        Map<Key, List<Series>> byKey = new LinkedHashMap<>();
        for (Series part : parts) {
            byKey.computeIfAbsent(part.key, key -> new ArrayList<>()).add(part);
        }
        List<Series> merged = new ArrayList<>(byKey.size());
        byKey.forEach((key, same) -> merged.add(same.size() == 1 ? same.get(0) : sum(key, same)));
        return merged;
    }

    private static Series sum(Key key, List<Series> parts) {
        EnumMap<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        EnumMap<Phase, Long> okEnded = new EnumMap<>(Phase.class);
        long sent = 0;
        long received = 0;
        for (Series part : parts) {
            part.counts.forEach((outcome, count) -> counts.merge(outcome, count, Long::sum));
            part.okEnded.forEach((phase, count) -> okEnded.merge(phase, count, Long::sum));
            sent += part.bytesSent;
            received += part.bytesReceived;
        }
        return new Series(
                key,
                counts,
                add(parts, Series::ok),
                add(parts, Series::failed),
                add(parts, Series::service),
                add(parts, Series::cutOff),
                okEnded,
                sent,
                received);
    }

    private static LatencySummary add(List<Series> parts, Function<Series, LatencySummary> which) {
        return LatencySummary.merge(parts.stream().map(which).toList());
    }
}
