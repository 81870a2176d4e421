// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Running sum of one series. Service times get a histogram of their own from the first sample that started late. */
final class SeriesCell {

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Phase[] PHASES = Phase.values();

    private final Series.Key key;
    private final long[] counts = new long[OUTCOMES.length];
    private final long[] okEnded = new long[PHASES.length];
    private final LatencySummary.Builder ok = new LatencySummary.Builder();
    private final LatencySummary.Builder failed = new LatencySummary.Builder();
    private LatencySummary.@Nullable Builder service;
    private LatencySummary.@Nullable Builder cutOff;
    private long sent;
    private long received;
    private boolean touched;

    SeriesCell(Series.Key key) {
        this.key = key;
    }

    /**
     * Adds one sample.
     *
     * @param packed outcome and phases, from {@link SampleBuffer#pack}
     */
    void add(long packed, long responseNanos, long serviceNanos, long bytesSent, long bytesReceived) {
        touched = true;
        int outcome = SampleBuffer.outcome(packed);
        counts[outcome]++;
        sent += bytesSent;
        received += bytesReceived;
        if (SampleBuffer.isCutOff(packed)) {
            cutOff().record(responseNanos);
        }
        Outcome which = OUTCOMES[outcome];
        if (which == Outcome.OK) {
            okEnded[SampleBuffer.endedPhase(packed)]++;
            if (service == null && serviceNanos != responseNanos) {
                service = copyOfOk();
            }
            ok.record(responseNanos);
            if (service != null) {
                service.record(serviceNanos);
            }
        } else if (which.isFailure()) {
            failed.record(responseNanos);
        }
    }

    private LatencySummary.Builder cutOff() {
        LatencySummary.Builder known = cutOff;
        if (known == null) {
            known = new LatencySummary.Builder();
            cutOff = known;
        }
        return known;
    }

    LatencySummary ok() {
        return ok.copy();
    }

    LatencySummary failed() {
        return failed.copy();
    }

    void add(Series part) {
        touched = true;
        part.counts().forEach((outcome, count) -> counts[outcome.ordinal()] += count);
        part.okEnded().forEach((phase, count) -> okEnded[phase.ordinal()] += count);
        if (!part.cutOff().isEmpty()) {
            cutOff().add(part.cutOff());
        }
        sent += part.bytesSent();
        received += part.bytesReceived();
        if (service == null && startedLate(part)) {
            service = copyOfOk();
        }
        ok.add(part.ok());
        failed.add(part.failed());
        if (service != null) {
            service.add(part.service());
        }
    }

    /** A cell without late starts returns the same object for both, which saves comparing histograms. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean startedLate(Series part) {
        return part.service() != part.ok();
    }

    private LatencySummary.Builder copyOfOk() {
        LatencySummary.Builder copy = new LatencySummary.Builder();
        copy.add(ok.copy());
        return copy;
    }

    Tally addTo(Tally sum) {
        long all = Arrays.stream(counts).sum();
        return sum.plus(
                key.kind() == SeriesKind.STATEMENT ? all : 0,
                key.kind() == SeriesKind.CONNECT ? counts[Outcome.OK.ordinal()] : 0,
                sent,
                received);
    }

    boolean isTouched() {
        return touched;
    }

    /** Returns the sum so far and keeps it. */
    Series copy() {
        return series(LatencySummary.Builder::copy);
    }

    /** Returns the sum so far and resets it. */
    Series take() {
        Series taken = series(LatencySummary.Builder::take);
        Arrays.fill(counts, 0);
        Arrays.fill(okEnded, 0);
        sent = 0;
        received = 0;
        service = null;
        cutOff = null;
        touched = false;
        return taken;
    }

    private Series series(Function<LatencySummary.Builder, LatencySummary> read) {
        Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
        for (Outcome outcome : OUTCOMES) {
            if (counts[outcome.ordinal()] > 0) {
                byOutcome.put(outcome, counts[outcome.ordinal()]);
            }
        }
        Map<Phase, Long> byPhase = new EnumMap<>(Phase.class);
        for (Phase phase : PHASES) {
            if (okEnded[phase.ordinal()] > 0) {
                byPhase.put(phase, okEnded[phase.ordinal()]);
            }
        }
        LatencySummary okTimes = read.apply(ok);
        LatencySummary serviceTimes = service == null ? okTimes : read.apply(service);
        LatencySummary cutOffTimes = cutOff == null ? LatencySummary.EMPTY : read.apply(cutOff);
        return new Series(
                key, byOutcome, okTimes, read.apply(failed), serviceTimes, cutOffTimes, byPhase, sent, received);
    }
}
