// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.internal.sql.StatementEffect;
import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.LeakReport;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names what a watched data source saw that somebody should act on. */
public final class ProbeFindings {

    /**
     * A unit of work may well run a statement twice or three times: an order and the one before it, both sides of a
     * transfer. One that runs it five times on average goes through a list.
     */
    static final double REPEATED = 5;

    /** That list grows with the data if some unit had ten entries, the usual first page; else it may be a constant. */
    static final int REPEATED_MOST = 10;

    private static final int PLACES_SHOWN = 3;

    private static final String JOIN =
            "Read all rows with one statement, by a join or an IN list (with JPA: a fetch join, an"
                    + " entity graph or a batch size).";

    private ProbeFindings() {}

    /**
     * Returns what was found, the costliest statements first.
     *
     * @param requests how many requests the load made, or transactions; zero if that is not known
     */
    public static List<Finding> of(ProbeReport report, long requests) {
        List<Finding> findings = new ArrayList<>();
        for (StatementReport statement : report.statements()) {
            if (isRepeated(statement) && isRead(statement.text())) {
                findings.add(nPlusOne(statement, repetition(statement, report)));
            } else if (isRepeated(statement) && isBatchable(statement.text())) {
                findings.add(unbatched(statement, report));
            } else if (isRepeatedAcross(statement, requests)) {
                findings.add(nPlusOne(statement, repetitionAcross(statement, report, requests)));
            }
        }
        ConnectionReport connections = report.connections();
        if (connections.timeouts() > 0) {
            findings.add(exhausted(connections));
        }
        if (connections.leaked().count() > 0) {
            findings.add(leaked(connections));
        }
        if (connections.leftOpen().count() > connections.leaked().count()) {
            // Else they are the same ones.
            findings.add(leftOpen(connections));
        }
        if (connections.uncommitted().count() > 0) {
            findings.add(uncommitted(connections));
        }
        return List.copyOf(findings);
    }

    private static boolean isRepeated(StatementReport statement) {
        return statement.callsPerUnit() >= REPEATED && statement.mostCallsInUnit() >= REPEATED_MOST;
    }

    /**
     * Code without a transaction around it may take a connection for each statement, or have each committed by itself; then
     * only the requests tell. They are an average over all kinds of requests, so it takes more. A thread that polls
     * executes as much, but not in a row.
     */
    private static boolean isRepeatedAcross(StatementReport statement, long requests) {
        boolean inARow = statement.callsInARow() == 0 || statement.callsInARow() >= REPEATED;
        return requests > 0 && statement.calls() >= requests * REPEATED_MOST && inARow && isRead(statement.text());
    }

    /** One that takes the next value of a sequence or a lock, or runs a procedure, has to run each time. */
    private static boolean isRead(String text) {
        return StatementEffect.of(text) == StatementEffect.READS;
    }

    /** What writes but begins with WITH or SELECT returns rows, and no batch may. */
    private static boolean isBatchable(String text) {
        return StatementEffect.of(text) == StatementEffect.WRITES
                && switch (firstWord(text)) {
                    case "insert", "update", "delete", "merge", "replace", "upsert" -> true;
                    default -> false;
                };
    }

    private static String firstWord(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '(') {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static Finding nPlusOne(StatementReport statement, String evidence) {
        return new Finding(Finding.Kind.N_PLUS_ONE, statement.text(), evidence, JOIN);
    }

    private static Finding unbatched(StatementReport statement, ProbeReport report) {
        return new Finding(
                Finding.Kind.UNBATCHED_WRITES,
                statement.text(),
                repetition(statement, report),
                "Send them together with addBatch and executeBatch (with Hibernate: hibernate.jdbc.batch_size), which"
                        + " saves a round trip for each.");
    }

    private static String repetition(StatementReport statement, ProbeReport report) {
        return String.format(
                Locale.ROOT,
                "A unit of work that ran it did so %.1f times on average and %,d times at most; it took %.0f %% of the"
                        + " time in all statements, %s an execution%s.",
                statement.callsPerUnit(),
                statement.mostCallsInUnit(),
                100 * report.share(statement),
                millis(statement.mean()),
                called(statement));
    }

    private static String repetitionAcross(StatementReport statement, ProbeReport report, long requests) {
        return String.format(
                Locale.ROOT,
                "It ran %.1f times for each of %,d requests of the load, but %.1f times in a unit of work;"
                        + " it took %.0f %% of the time in all statements, %s an execution%s.",
                (double) statement.calls() / requests,
                requests,
                statement.callsPerUnit(),
                100 * report.share(statement),
                millis(statement.mean()),
                called(statement));
    }

    private static Finding exhausted(ConnectionReport connections) {
        long attempts =
                connections.acquire().count() + connections.failedAcquire().count();
        LatencySummary usage = connections.usage();
        String held = usage.isEmpty()
                ? "none was given back meanwhile"
                : "one was held for " + millis(usage.percentile(50)) + " at the median and " + millis(usage.max())
                        + " at most";
        return new Finding(
                Finding.Kind.POOL_EXHAUSTED,
                "connections",
                String.format(
                        Locale.ROOT,
                        "%,d of %,d attempts to take a connection gave up, after %s at the median; %s.",
                        connections.timeouts(),
                        attempts,
                        millis(connections.failedAcquire().percentile(50)),
                        held),
                connections.leaked().count() > 0
                        ? "Give connections back first: some leaked."
                        : "Hold connections for less time, above all not during calls of other services; enlarge the"
                                + " pool only if the database has capacity left.");
    }

    private static Finding leaked(ConnectionReport connections) {
        LeakReport leaked = connections.leaked();
        return new Finding(
                Finding.Kind.CONNECTION_LEAK,
                "connections",
                String.format(
                        Locale.ROOT,
                        "%,d of %,d connections were still held when the load had ended%s.",
                        leaked.count(),
                        connections.taken(),
                        places(leaked)),
                "Close every connection in a try-with-resources statement.");
    }

    private static Finding leftOpen(ConnectionReport connections) {
        LeakReport leftOpen = connections.leftOpen();
        return new Finding(
                Finding.Kind.CONNECTION_LEAK,
                "connections of virtual users",
                String.format(
                        Locale.ROOT,
                        "%,d connections were still held at the end of the iteration that took them%s.",
                        leftOpen.count(),
                        places(leftOpen)),
                "Close every connection in a try-with-resources statement.");
    }

    private static Finding uncommitted(ConnectionReport connections) {
        LeakReport uncommitted = connections.uncommitted();
        return new Finding(
                Finding.Kind.UNCOMMITTED_WORK,
                "connections",
                String.format(
                        Locale.ROOT,
                        "%,d of %,d connections were given back with changed rows that nobody had committed%s.",
                        uncommitted.count(),
                        connections.taken(),
                        places("given back", uncommitted)),
                "Commit before the connection is closed, or call rollback() if that is what is meant: most pools and"
                        + " drivers roll such work back, and some commit it.");
    }

    private static String places(LeakReport leaks) {
        return places("taken", leaks);
    }

    private static String places(String what, LeakReport leaks) {
        return places(
                ", " + what + " at ",
                leaks.places().stream()
                        .map(place -> place.where() + " (" + place.count() + ")")
                        .toList());
    }

    /** How often a place was seen is no figure of the load: not every time is looked. */
    private static String called(StatementReport statement) {
        return places(
                "; it is called at ",
                statement.places().stream().map(StatementReport.Place::where).toList());
    }

    private static String places(String intro, List<String> places) {
        return places.isEmpty()
                ? ""
                : places.stream()
                        .limit(PLACES_SHOWN)
                        .collect(Collectors.joining(", ", intro, places.size() > PLACES_SHOWN ? " and elsewhere" : ""));
    }

    private static String millis(Duration time) {
        double millis = time.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%,.0f ms", millis);
    }
}
