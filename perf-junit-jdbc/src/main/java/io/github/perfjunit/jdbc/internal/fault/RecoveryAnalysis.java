// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.jdbc.report.RecoveryReport;
import io.github.perfjunit.jdbc.report.RecoveryReport.FaultRecovery;
import io.github.perfjunit.jdbc.report.RecoveryReport.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What came of faults, from the time line of a load that has ended.
 *
 * <p>What is usual is taken from before the first fault, for all of them. A fault is held responsible until the next one
 * begins: for failures of a kind that was not seen before the first fault to the end, for other kinds only until all is
 * steady again.
 */
public final class RecoveryAnalysis {

    /** How many times the usual p95 is no longer usual. */
    private static final double LIMIT = 2;

    private final TransactionTimeline timeline;
    private final TimelineView view;
    private final List<AppliedFault> faults;
    private final int baseEnd;
    private final int windowCells;
    private final Set<String> usualKinds;

    private RecoveryAnalysis(TransactionTimeline timeline, List<AppliedFault> faults) {
        this.timeline = timeline;
        this.view = new TimelineView(timeline);
        this.faults = faults;
        this.baseEnd = faults.stream()
                .flatMap(f -> Stream.ofNullable(f.span()))
                .mapToInt(s -> cell(offset(s.fromNanos())))
                .findFirst()
                .orElse(0);
        this.windowCells = windowCells();
        this.usualKinds = view.kinds(0, baseEnd);
    }

    /**
     * Puts together what came of each fault.
     *
     * @param timeline of the load; {@link TransactionTimeline#finish} should have been called
     * @param faults how they went, in order of time
     */
    public static RecoveryReport of(TransactionTimeline timeline, List<AppliedFault> faults) {
        return new RecoveryAnalysis(timeline, List.copyOf(faults)).report();
    }

    private RecoveryReport report() {
        List<FaultRecovery> recoveries = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            AppliedFault applied = faults.get(i);
            AppliedFault.Span span = applied.span();
            recoveries.add(span == null ? notApplied(applied) : recovery(applied, span, observedTo(i)));
        }
        return new RecoveryReport(recoveries);
    }

    private static FaultRecovery notApplied(AppliedFault applied) {
        return new FaultRecovery(
                applied.fault().type(),
                applied.fault().toString(),
                applied.fault().at(),
                Duration.ZERO,
                Verdict.NOT_APPLIED,
                null,
                null,
                null,
                null,
                Map.of(),
                Duration.ZERO,
                null,
                null,
                applied.remarks());
    }

    private FaultRecovery recovery(AppliedFault applied, AppliedFault.Span span, long observedTo) {
        long from = offset(span.fromNanos());
        long to = Math.max(from, offset(span.toNanos()));
        int end = cell(to) + 1;
        Recovery recovery = judge(cell(from), end, cell(observedTo));
        boolean recovered = recovery.verdict() == Recovery.Verdict.RECOVERED;
        Duration steady = recovered ? steady(recovery, end * timeline.cellNanos() - to) : null;
        long steadyFrom = steady == null ? observedTo : to + steady.toNanos();
        Map<String, TimelineView.Kind> failures =
                failures(from, Math.max(steadyFrom, end * timeline.cellNanos()), observedTo);
        long success = view.firstSuccess(to, observedTo);
        List<String> remarks = new ArrayList<>(applied.remarks());
        if (!recovery.remark().isEmpty()) {
            remarks.add(recovery.remark());
        }
        return new FaultRecovery(
                applied.fault().type(),
                applied.fault().toString(),
                Duration.ofNanos(from),
                Duration.ofNanos(to - from),
                Verdict.valueOf(recovery.verdict().name()),
                steady,
                success < 0 ? null : Duration.ofNanos(success - to),
                failures.values().stream()
                        .map(k -> Duration.ofNanos(k.firstNanos() - from))
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                failures.values().stream()
                        .map(k -> Duration.ofNanos(k.lastNanos() - from))
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                counts(failures),
                Duration.ofNanos(view.longestStall(from, observedTo)),
                recovery.baseP95Nanos() > 0 ? Duration.ofNanos(Math.round(recovery.baseP95Nanos())) : null,
                applied.connectionsReplaced(),
                remarks);
    }

    private Recovery judge(int begin, int end, int observedTo) {
        int during = (end - begin + windowCells - 1) / windowCells;
        int first = baseEnd % windowCells; // so that the windows end where the first fault begins
        return Recovery.judge(
                view.windows(first, baseEnd, windowCells),
                view.windows(Math.max(0, end - during * windowCells), end, windowCells),
                view.windows(end, observedTo, windowCells),
                Duration.ofNanos(windowCells * timeline.cellNanos()),
                LIMIT);
    }

    /** Returns the time from the fault's end, which lies before the end of its cell, to recovery. */
    private static Duration steady(Recovery recovery, long restOfCell) {
        return recovery.after().isZero() ? Duration.ZERO : recovery.after().plusNanos(restOfCell);
    }

    private Map<String, TimelineView.Kind> failures(long from, long steadyFrom, long observedTo) {
        Map<String, TimelineView.Kind> failures = view.failures(from, observedTo);
        failures.keySet().removeAll(usualKinds);
        view.failures(from, Math.min(steadyFrom, observedTo)).forEach(failures::putIfAbsent);
        return failures;
    }

    private static Map<String, Long> counts(Map<String, TimelineView.Kind> failures) {
        Map<String, Long> counts = new LinkedHashMap<>();
        failures.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, TimelineView.Kind>>comparingLong(
                                e -> -e.getValue().count())
                        .thenComparing(Map.Entry::getKey))
                .forEach(e -> counts.put(e.getKey(), e.getValue().count()));
        return counts;
    }

    /** Returns how many transactions ended per second before the first fault; zero if it began at once. */
    static double usualPerSecond(TransactionTimeline timeline, List<AppliedFault> faults) {
        return new RecoveryAnalysis(timeline, faults).usualPerSecond();
    }

    private double usualPerSecond() {
        return baseEnd == 0 ? 0 : view.ended(0, baseEnd) / (baseEnd * timeline.cellNanos() / 1e9);
    }

    private int windowCells() {
        double perSecond = usualPerSecond();
        long windowNanos = perSecond > 0
                ? Recovery.windowLength(perSecond).toNanos()
                : Duration.ofSeconds(1).toNanos();
        return (int) ((windowNanos + timeline.cellNanos() - 1) / timeline.cellNanos());
    }

    /** Returns the end of what a fault is held responsible for: the beginning of the next one, or of the end. */
    private long observedTo(int index) {
        for (AppliedFault later : faults.subList(index + 1, faults.size())) {
            AppliedFault.Span span = later.span();
            if (span != null) {
                return offset(span.fromNanos());
            }
        }
        return timeline.lengthNanos();
    }

    private long offset(long nanos) {
        return Math.max(0, nanos - timeline.startNanos());
    }

    private int cell(long nanos) {
        return (int) (nanos / timeline.cellNanos());
    }
}
