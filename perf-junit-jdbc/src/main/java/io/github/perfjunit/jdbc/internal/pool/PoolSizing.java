// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static io.github.perfjunit.jdbc.report.PoolAdvice.Verdict.NOT_ENOUGH_TO_TELL;
import static io.github.perfjunit.jdbc.report.PoolAdvice.Verdict.RIGHT;
import static io.github.perfjunit.jdbc.report.PoolAdvice.Verdict.TOO_LARGE;
import static io.github.perfjunit.jdbc.report.PoolAdvice.Verdict.TOO_SMALL;

import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.PoolAdvice;
import io.github.perfjunit.jdbc.report.PoolAdvice.Verdict;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.metrics.FigureFormat;
import java.util.List;
import java.util.Locale;

/**
 * What one load tells of the size of its pool.
 *
 * <p>Threads that wait for connections are no proof: with more users than connections and no think time, users wait for
 * connections all the time, and with a larger pool they would wait in the database instead. The pool is too small only if
 * the database had room for more, and even then a larger one may fail to do more; so everything here is a reason to try
 * {@code @PoolSweep}. The borders below are judgement, drawn so that healthy pools are left alone.
 */
public final class PoolSizing {

    /** Five seconds of samples. */
    private static final long FEWEST_SAMPLES = 50;

    /** Waiting in so small a share of the samples is chance. */
    private static final double SELDOM = 0.05;

    private static final double OFTEN = 0.2;

    /** Connections in use, or samples in which somebody waited: from here on the pool was the limit. */
    private static final double NEARLY_ALL = 0.9;

    /** A wait that is shorter than this share of the work is not worth a finding. */
    private static final double WAIT_WORTH_TELLING = 0.2;

    private static final double GENERATOR_BUSY = 0.9;
    private static final double DATABASE_HAS_ROOM = 0.7;
    private static final double CONNECTIONS_MOSTLY_IDLE_INSIDE = 0.5;
    private static final double NEVER_NEAR = 0.5;
    private static final int SMALL_ENOUGH = 4;
    private static final int MANY_TIMES_THE_CORES = 4;

    private PoolSizing() {}

    /**
     * Judges a pool.
     *
     * @param machineCpu mean share of the processors of the load's own machine that were busy, from 0 to 1; negative if
     *     unknown
     */
    public static PoolAdvice advise(PoolReport pool, ServerFacts server, double machineCpu) {
        if (exhaustions(pool) > 0) {
            return exhausted(pool);
        }
        if (pool.samples() < FEWEST_SAMPLES) {
            return plain(
                    NOT_ENOUGH_TO_TELL,
                    "the pool was measured for " + pool.samples() / 10.0 + " s, and 5 s are the least");
        }
        if (pool.pendingShare() >= SELDOM && pool.total().mean() < NEARLY_ALL * size(pool)) {
            return plain(
                    NOT_ENOUGH_TO_TELL,
                    waiting(pool) + ", but the pool had only "
                            + number(pool.total().mean()) + " of " + size(pool) + " connections on average");
        }
        if (isLimit(pool)) {
            return atTheLimit(pool, server, machineCpu);
        }
        if (pool.pendingShare() >= SELDOM) {
            return plain(
                    NOT_ENOUGH_TO_TELL,
                    waiting(pool) + ", but the pool was not in full use: " + use(pool)
                            + ". Bursts are a reason to wait that no size takes away");
        }
        if (size(pool) > SMALL_ENOUGH && pool.active().max() <= NEVER_NEAR * size(pool)) {
            return plain(
                    TOO_LARGE,
                    "at most " + pool.active().max() + " of " + size(pool) + " connections were in use at once, and "
                            + nobodyWaited(pool));
        }
        return plain(RIGHT, nobodyWaited(pool) + ", and " + use(pool));
    }

    /** Of a connection that goes from hand to hand, a part of the time passes between the hands. */
    private static boolean isLimit(PoolReport pool) {
        return pool.pendingShare() >= NEARLY_ALL
                || (pool.pendingShare() >= OFTEN && pool.active().mean() >= NEARLY_ALL * size(pool));
    }

    private static long exhaustions(PoolReport pool) {
        return Math.max(0, pool.timeouts() - Math.max(0, pool.timeoutsNotFull()));
    }

    private static PoolAdvice exhausted(PoolReport pool) {
        long timeouts = exhaustions(pool);
        String evidence = FigureFormat.count(timeouts, "request") + " for a connection gave up after "
                + FigureFormat.duration(pool.configuration().connectionTimeout()) + " while all " + size(pool)
                + " connections were in use";
        boolean leak = pool.heldAtEnd() > 0;
        if (leak) {
            evidence += "; " + FigureFormat.count(pool.heldAtEnd(), "connection")
                    + " had not come back when the load had ended";
        } else if (!pool.usage().isEmpty()) {
            evidence += "; a connection was held for "
                    + FigureFormat.duration(pool.usage().mean()) + " on average, "
                    + FigureFormat.duration(pool.usage().max()) + " at most";
        }
        String advice = leak
                ? "find what does not give its connections back before changing the size"
                : "hold connections for a shorter time, or try larger pools with @PoolSweep";
        return new PoolAdvice(
                NOT_ENOUGH_TO_TELL,
                evidence,
                List.of(new Finding(Finding.Kind.POOL_EXHAUSTED, pool.name(), evidence, advice)));
    }

    private static PoolAdvice atTheLimit(PoolReport pool, ServerFacts server, double machineCpu) {
        String seen = waiting(pool) + ", with " + use(pool);
        if (pool.heldAtEnd() > 0) {
            return plain(
                    NOT_ENOUGH_TO_TELL,
                    seen + ", but " + FigureFormat.count(pool.heldAtEnd(), "connection")
                            + " had not come back at the end");
        }
        if (server.activeBackends() < 0) {
            return plain(
                    NOT_ENOUGH_TO_TELL,
                    seen + "; whether the database had room for more is not known, @PoolSweep would tell");
        }
        String busy = "the database worked for " + number(server.activeBackends()) + " of them at a time";
        if (server.cores() > 0 && server.activeBackends() >= server.cores()) {
            boolean beyond = size(pool) > MANY_TIMES_THE_CORES * server.cores();
            return plain(
                    beyond ? TOO_LARGE : RIGHT,
                    seen + ", but " + busy + " on " + FigureFormat.count(server.cores(), "core")
                            + ": a larger pool would move the wait into the database"
                            + (beyond ? ", and a smaller one may do as much" : ""));
        }
        if (server.waitingForLocks() >= server.activeBackends() / 2 && server.activeBackends() > 0) {
            return plain(
                    NOT_ENOUGH_TO_TELL,
                    seen + ", but " + number(server.waitingForLocks())
                            + " connections at a time waited for locks: a larger pool would make that queue longer");
        }
        if (machineCpu >= GENERATOR_BUSY) {
            return plain(
                    NOT_ENOUGH_TO_TELL,
                    seen + ", but the machine of the load was busy to " + FigureFormat.percent(100 * machineCpu)
                            + ", so that a larger pool could not show more");
        }
        boolean room = server.cores() > 0
                ? server.activeBackends() < DATABASE_HAS_ROOM * server.cores()
                : server.activeBackends()
                        < CONNECTIONS_MOSTLY_IDLE_INSIDE * pool.active().mean();
        if (!room || !isWaitWorthTelling(pool)) {
            return plain(NOT_ENOUGH_TO_TELL, seen + ", and " + busy + "; @PoolSweep would tell");
        }
        String evidence = seen + ", while " + busy
                + (server.cores() > 0 ? " on " + FigureFormat.count(server.cores(), "core") : "");
        return new PoolAdvice(
                TOO_SMALL,
                evidence,
                List.of(new Finding(
                        Finding.Kind.POOL_TOO_SMALL,
                        pool.name(),
                        evidence,
                        "hold connections only while the database works, or try larger pools with @PoolSweep")));
    }

    private static boolean isWaitWorthTelling(PoolReport pool) {
        return pool.acquire().isEmpty()
                || pool.acquire().mean().toNanos()
                        >= WAIT_WORTH_TELLING * pool.usage().mean().toNanos();
    }

    private static int size(PoolReport pool) {
        return pool.configuration().size();
    }

    private static String waiting(PoolReport pool) {
        String text = "threads waited for a connection in " + FigureFormat.percent(100 * pool.pendingShare())
                + " of the measured time, " + number(pool.pending().mean()) + " on average";
        return pool.acquire().isEmpty()
                ? text
                : text + " and " + FigureFormat.duration(pool.acquire().percentile(95))
                        + " long at the 95th percentile";
    }

    private static String use(PoolReport pool) {
        return number(pool.active().mean()) + " of " + size(pool) + " connections in use on average";
    }

    private static String nobodyWaited(PoolReport pool) {
        return pool.pendingShare() == 0
                ? "no thread waited for one"
                : "threads waited for one in only " + FigureFormat.percent(100 * pool.pendingShare())
                        + " of the measured time";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static PoolAdvice plain(Verdict verdict, String reason) {
        return new PoolAdvice(verdict, reason, List.of());
    }
}
