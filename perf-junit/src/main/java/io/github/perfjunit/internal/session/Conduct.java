// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.CourseControl;
import io.github.perfjunit.spi.KindVerdict;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the conductor of one load on a thread of its own, so that it delays neither the load's clock nor anything else.
 * Unlike a listener it misses no interval: if it falls behind or throws, the load ends. Thread-safe.
 */
public final class Conduct {

    /** Intervals that may wait for it. */
    private static final int ROOM = 60;

    private static final long LONGEST_VERDICT_SECONDS = 60;
    private static final long MILLIS_BETWEEN_FINDINGS = 10_000;

    private final ConductedLoad load;
    private final String scenario;
    private final @Nullable CourseLimits limits;
    private final List<CourseChange> changes = new CopyOnWriteArrayList<>();
    private @Nullable ExtensionThread thread;
    private volatile @Nullable String failure;
    private volatile List<ResultSection> found = List.of();
    private long foundMillis = -MILLIS_BETWEEN_FINDINGS / 2; // between two snapshots, so that the first one has some

    /**
     * Prepares the calls for one load.
     *
     * @param load gives the course and the verdict
     * @param scenario name of its scenario
     */
    public Conduct(ConductedLoad load, String scenario) {
        this.load = load;
        this.scenario = scenario;
        this.limits = load.limits();
    }

    /** Returns the changes of the course so far, in order. */
    List<CourseChange> changes() {
        return List.copyOf(changes);
    }

    /** Returns why the load must end; null while it may go on. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Returns whether the ordinary verdict stands beside its own. */
    boolean keepsObjectives() {
        return load.keepsObjectives();
    }

    /** Returns what was found some seconds ago. */
    List<ResultSection> found() {
        return found;
    }

    /** Tells the load what is watched beside it. */
    void watched(Collection<Monitor> monitors) {
        load.watched(monitors);
    }

    void begin() {
        thread = new ExtensionThread("perf " + load.getClass().getName());
    }

    void accept(Interval interval) {
        if (failure == null && !offer(() -> follow(interval))) {
            failure = "the kind of load " + load.getClass().getName() + " fell " + ROOM + " s behind its load";
        }
    }

    private boolean offer(Runnable call) {
        return Objects.requireNonNull(thread, "the load has not begun").offer(call, ROOM);
    }

    private void follow(Interval interval) {
        if (failure != null) {
            return;
        }
        try {
            load.interval(interval, new Control());
            if (interval.toMillis() - foundMillis >= MILLIS_BETWEEN_FINDINGS) {
                foundMillis = interval.toMillis();
                found = List.copyOf(load.found());
            }
        } catch (Throwable e) {
            failure = failed("interval", e);
        }
    }

    private String failed(String method, Throwable cause) {
        return Extensions.failure(load.getClass().getName(), method, cause)
                .replaceFirst("^the extension", "the kind of load");
    }

    /** Has the load judged once all of its intervals were looked at. */
    KindVerdict judge(LoadResult result) {
        return ask("judge", () -> {
            KindVerdict verdict = load.judge(result);
            if (verdict != null && verdict.verdicts().isEmpty() && !load.keepsObjectives()) {
                throw new IllegalStateException("a verdict must judge something, but there were no verdicts in it");
            }
            return verdict;
        });
    }

    /** Returns what was found once all intervals were looked at. */
    List<ResultSection> foundAtLast() {
        return ask("found", () -> List.copyOf(load.found()));
    }

    private <T> T ask(String method, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        offer(() -> {
            try {
                answer.complete(Objects.requireNonNull(question.get(), "it returned null"));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(LONGEST_VERDICT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw new IllegalStateException(failed(method, cause), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the kind of load " + load.getClass().getName() + " did not judge its load within "
                            + LONGEST_VERDICT_SECONDS + " s",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the load was judged", e);
        }
    }

    /** Ends the thread; what waits is not called any more. */
    void end() {
        ExtensionThread own = thread;
        if (own != null) {
            own.finish();
        }
    }

    private final class Control implements CourseControl {

        @Override
        public void change(Duration at, List<Segment> segments) {
            add(new CourseChange(scenario, at, segments, false));
        }

        @Override
        public void finish(Duration at, List<Segment> segments) {
            add(new CourseChange(scenario, at, segments, true));
        }

        private void add(CourseChange change) {
            CourseLimits most = limits;
            if (most == null) {
                throw new IllegalStateException("the course is fixed: the load gave no limits for changes");
            }
            if (changes.stream().anyMatch(CourseChange::last)) {
                throw new IllegalStateException("the course was finished and cannot be changed any more");
            }
            boolean tooHigh = change.segments().stream()
                    .anyMatch(segment -> Math.max(segment.from(), segment.to()) > most.highest());
            if (tooHigh || change.end().compareTo(most.longest()) > 0) {
                throw new IllegalArgumentException("the change was " + change + " but must stay within "
                        + most.highest() + " and " + most.longest());
            }
            changes.add(change);
        }
    }
}
