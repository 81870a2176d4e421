// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.metrics.FigureFormat;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies the faults of a plan at their times, and heals them, on a thread of its own. All are healed when {@link #end()}
 * or {@link #close()} has returned. Thread-safe.
 */
public final class FaultRunner implements AutoCloseable {

    /** A server that replays its log may take long to start. */
    private static final Duration LONGEST_HEALING = Duration.ofMinutes(3);

    /** A fault that went, before it is known how many connections it cost; how many were opened before if it has a span. */
    private record Went(
            PlannedFault fault, AppliedFault.@Nullable Span span, long openedBefore, List<String> remarks) {}

    private final FaultPlan plan;
    private final FaultActions actions;
    private final @Nullable LongSupplier opened;
    private final FaultClock clock;
    private final long startNanos;
    private final List<Went> went = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "perf-junit-faults");
    private final Duration longestHealing;
    private long giveUp;

    FaultRunner(FaultPlan plan, FaultTargets targets, long startNanos, FaultClock clock, Duration longestHealing) {
        this.longestHealing = longestHealing;
        this.plan = plan;
        this.actions = new FaultActions(targets, clock);
        this.opened = targets.connectionsOpened();
        this.clock = clock;
        this.startNanos = startNanos;
    }

    /**
     * Begins.
     *
     * @param plan what is to break when
     * @param targets what it needs
     * @param measureStartNanos start of the measured time, a reading of {@link System#nanoTime()}; may be in the future
     */
    public static FaultRunner begin(FaultPlan plan, FaultTargets targets, long measureStartNanos) {
        FaultRunner runner = new FaultRunner(plan, targets, measureStartNanos, new FaultClock.Real(), LONGEST_HEALING);
        runner.start();
        return runner;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (PlannedFault fault : plan.faults()) {
            Went result = clock.awaitUntil(startNanos + fault.at().toNanos()) ? apply(fault) : missed(fault);
            synchronized (went) {
                went.add(result);
            }
        }
    }

    private Went missed(PlannedFault fault) {
        return new Went(fault, null, 0, List.of("was not applied: the load ended before it was due"));
    }

    private Went apply(PlannedFault fault) {
        List<String> remarks = new ArrayList<>();
        long openedBefore = opened();
        long from = clock.nanos();
        boolean broken = true;
        try {
            actions.apply(fault).ifPresent(remarks::add);
            if (!fault.duration().isZero()
                    && !clock.awaitUntil(from + fault.duration().toNanos())) {
                remarks.add("was healed early: the load ended");
            }
        } catch (IOException | SQLException | RuntimeException e) {
            broken = false;
            remarks.add("could not be applied: " + Reason.of(e));
        } finally {
            heal(fault, remarks);
        }
        AppliedFault.Span span = broken ? new AppliedFault.Span(from, clock.nanos()) : null;
        return new Went(fault, span, openedBefore, remarks);
    }

    private void heal(PlannedFault fault, List<String> remarks) {
        try {
            actions.heal(fault);
        } catch (IOException | RuntimeException e) {
            boolean server = fault.type() == FaultType.RESTART || fault.type() == FaultType.CRASH;
            String what = server ? "the server did not start again: " : "could not be healed: ";
            remarks.add((fault.type() == FaultType.PROMOTION ? "the replica was not promoted: " : what) + Reason.of(e));
        }
    }

    private long opened() {
        return opened == null ? 0 : opened.getAsLong();
    }

    /** Heals what is broken, applies nothing more, and returns how all faults went, in order of time. */
    public List<AppliedFault> end() {
        clock.end();
        joinUninterruptibly();
        List<Went> results;
        synchronized (went) {
            results = new ArrayList<>(went);
        }
        int begun = results.size(); // the next one was at work when it was waited for in vain
        for (int i = begun; i < plan.faults().size(); i++) {
            results.add(unfinished(plan.faults().get(i), i == begun));
        }
        long openedAfter = opened();
        List<AppliedFault> applied = new ArrayList<>();
        for (int i = results.size() - 1; i >= 0; i--) {
            Went result = results.get(i);
            Long replaced = opened == null || result.span == null ? null : (Long) (openedAfter - result.openedBefore);
            List<String> remarks = new ArrayList<>(result.remarks);
            actions.trouble(result.fault).ifPresent(remarks::add);
            applied.add(0, new AppliedFault(result.fault, result.span, replaced, remarks));
            openedAfter = result.span == null ? openedAfter : result.openedBefore;
        }
        return applied;
    }

    private Went unfinished(PlannedFault fault, boolean atWork) {
        String remark = atWork
                ? "had not come to its end " + FigureFormat.duration(longestHealing)
                        + " after the load, so that it may not be healed"
                : "was not applied: the fault before it did not come to its end";
        return new Went(fault, null, 0, List.of(remark));
    }

    private void joinUninterruptibly() {
        long until = giveUp();
        boolean interrupted = false;
        while (thread.isAlive() && until - System.nanoTime() > 0) {
            try {
                thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true; // nothing may be left broken
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the same time to all who wait. */
    private long giveUp() {
        synchronized (went) {
            if (giveUp == 0) {
                giveUp = System.nanoTime() + longestHealing.toNanos();
            }
            return giveUp;
        }
    }

    /** Heals what is broken; may be called again. */
    @Override
    public void close() {
        end();
    }
}
