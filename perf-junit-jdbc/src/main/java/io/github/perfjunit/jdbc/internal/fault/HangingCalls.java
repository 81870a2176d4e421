// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.internal.database.JdbcAddress;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.RecoveryReport;
import io.github.perfjunit.jdbc.report.RecoveryReport.FaultRecovery;
import io.github.perfjunit.metrics.FigureFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names calls that nothing ended but the return of the network. */
public final class HangingCalls {

    /** Part of a black hole in which nothing ended if calls hung for all of it. */
    private static final double WHOLE = 0.9;

    /** Transactions that would usually have ended meanwhile; with fewer, silence says nothing. */
    private static final double LEAST_USUAL = 10;

    private static final Pattern TIMEOUT = Pattern.compile("[?&;]sockettimeout=0*[1-9]");

    private HangingCalls() {}

    /**
     * Looks for them in what came of black holes.
     *
     * @param timeline of the load
     * @param faults how they went
     * @param report what came of them
     * @param url of the database, whose parameters may limit how long calls wait
     */
    public static List<Finding> find(
            TransactionTimeline timeline, List<AppliedFault> faults, RecoveryReport report, String url) {
        if (TIMEOUT.matcher(url.toLowerCase(Locale.ROOT)).find()) {
            return List.of(); // longer than the black hole at most, and that is a choice
        }
        double usualPerSecond = RecoveryAnalysis.usualPerSecond(timeline, faults);
        return report.faults().stream()
                .filter(f -> hung(f, usualPerSecond))
                .map(f -> finding(f, url))
                .toList();
    }

    private static boolean hung(FaultRecovery fault, double usualPerSecond) {
        double lasted = fault.lasted().toNanos();
        return fault.type() == FaultType.BLACK_HOLE
                && usualPerSecond * lasted / 1e9 >= LEAST_USUAL
                && fault.longestStall().toNanos() >= WHOLE * lasted
                && fault.firstSuccess() != null;
    }

    private static Finding finding(FaultRecovery fault, String url) {
        return new Finding(
                Finding.Kind.HANGING_CALLS,
                fault.fault(),
                "calls hung for " + FigureFormat.duration(fault.longestStall()) + " until the network came back",
                advice(JdbcAddress.unwrapped(url.toLowerCase(Locale.ROOT))));
    }

    private static String advice(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return "set socketTimeout and connectTimeout in the URL, in seconds, such as socketTimeout=30&connectTimeout=5";
        }
        if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
            return "set socketTimeout and connectTimeout in the URL, in milliseconds, such as"
                    + " socketTimeout=30000&connectTimeout=5000";
        }
        return "set a limit for how long the driver waits for an answer, such as Connection.setNetworkTimeout";
    }
}
