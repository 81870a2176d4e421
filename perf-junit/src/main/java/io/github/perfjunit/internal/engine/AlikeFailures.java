// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.PrintableText;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Detects a load in which everything fails in the same way from the start: a target that is not running, a login that
 * is refused, a body that throws at the same line each time. Going on would measure nothing.
 *
 * <p>That is the case if for 3 s there were only failures of one kind, at least 10 of them; or for 10 s, at least 3 of
 * them; and of at least 3 users, or all if there are fewer. Requests are checked first, then bodies whose requests did
 * not fail, then set-ups of users while no iteration has run. One success ends the watch for its category for the whole
 * load. Statements are parts of requests or bodies and do not count by themselves. Users' threads report failures; the
 * clock's thread asks for the result.
 */
final class AlikeFailures {

    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MANY = 10;
    private static final int FEW = 3;
    private static final int LONGEST_STATEMENT = 200;

    private final FailureTrack requests;
    private final FailureTrack bodies;
    private final FailureTrack users;
    private final String address;
    private final AtomicReference<@Nullable Statement> firstStatement = new AtomicReference<>();
    private volatile boolean watching;
    private boolean iterationsRan;

    /** A statement that failed, of which requests may have failed. */
    private record Statement(String text, String kind, String message) {}

    private AlikeFailures(boolean watching, String address, LongSupplier clock) {
        this.watching = watching;
        this.address = address;
        this.requests = new FailureTrack(clock);
        this.bodies = new FailureTrack(clock);
        this.users = new FailureTrack(clock);
    }

    /**
     * Creates a watch over a load.
     *
     * @param baseUrls of its scenarios; blank for those that have none
     * @param clock tells the time in nanoseconds
     */
    static AlikeFailures watching(List<String> baseUrls, LongSupplier clock) {
        List<String> known =
                baseUrls.stream().filter(url -> !url.isBlank()).distinct().toList();
        return new AlikeFailures(true, known.size() == 1 ? known.get(0) : "", clock);
    }

    /** Creates a watch that does nothing. */
    static AlikeFailures off() {
        return new AlikeFailures(false, "", System::nanoTime);
    }

    void failed(String scenario, int user, String place, String kind, String message, @Nullable Throwable cause) {
        if (watching) {
            boolean ofBody = place.equals(LoadResult.ITERATION);
            FailureTrack track = ofBody ? bodies : place.equals(LoadResult.USER) ? users : requests;
            if (track.isOpen()) {
                track.add(scenario, user, new FailureShape(place, kind, message, ofBody ? cause : null));
            }
        }
    }

    /** Takes the failure of a statement, which by itself is none: the first one is named if requests fail alike. */
    void statementFailed(String text, String kind, String message) {
        if (watching && firstStatement.get() == null) {
            firstStatement.compareAndSet(null, new Statement(text, kind, message));
        }
    }

    /**
     * Returns the reason to end the load.
     *
     * @param series samples that ended since the last call
     * @param usersSoFar number of users so far
     * @return a sentence, or null if it should go on
     */
    @Nullable
    String reason(List<Series> series, long now, int usersSoFar) {
        if (!watching) {
            return null;
        }
        series.forEach(this::look);
        watching = requests.isOpen() || bodies.isOpen();
        if (isEnough(requests, now, usersSoFar)) {
            return sentence(requests, "request");
        }
        if (requests.isEmpty() && isEnough(bodies, now, usersSoFar)) {
            return sentence(bodies, "iteration");
        }
        boolean onlySetUps = !iterationsRan && requests.isEmpty() && bodies.isEmpty();
        return onlySetUps && isEnough(users, now, usersSoFar) ? sentence(users, "set-up") : null;
    }

    private void look(Series series) {
        boolean ok = series.count(Outcome.OK) > 0;
        SeriesKind kind = series.key().kind();
        if (kind == SeriesKind.ITERATION) {
            iterationsRan = true;
            bodies.closeIf(ok);
        } else if (kind == SeriesKind.REQUEST || kind == SeriesKind.STEP) {
            requests.closeIf(ok);
        }
    }

    private static boolean isEnough(FailureTrack track, long now, int usersSoFar) {
        if (!track.isOpen() || track.isEmpty() || track.users() < Math.min(FEW, usersSoFar)) {
            return false;
        }
        long nanos = track.since(now);
        return (nanos >= SHORT_NANOS && track.count() >= MANY) || (nanos >= LONG_NANOS && track.count() >= FEW);
    }

    private String sentence(FailureTrack track, String what) {
        FailureShape shape = track.first();
        return "all " + FigureFormat.count(track.count(), what)
                + (track == users ? " of users" : "") + " since the start failed alike: "
                + shape.text(address) + statement(shape) + "; " + shape.hint() + "perf.failFast=off goes on";
    }

    /** Names the statement that failed first, if it is what the requests failed with. */
    private String statement(FailureShape shape) {
        Statement statement = firstStatement.get();
        return statement != null && shape.isLike(new FailureShape("", statement.kind(), statement.message(), null))
                ? ", first in '" + PrintableText.oneLine(statement.text(), LONGEST_STATEMENT) + "'"
                : "";
    }
}
