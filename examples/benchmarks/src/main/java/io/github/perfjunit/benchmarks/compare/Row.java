// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.util.Locale;

/**
 * One run of one tool; what is not known is not a number.
 *
 * @param round number of the round, from 1
 * @param server what the tool was run against
 * @param users connections or virtual users
 * @param tool name of the tool
 * @param connections connections that were open at the end of the window
 * @param rate requests a second, counted by the server
 * @param cpuPerMillion CPU seconds of the tool's processes for a million requests
 * @param cores cores that the tool kept busy
 * @param serverCores cores that the server kept busy
 * @param otherCores cores that other processes kept busy
 * @param stealCores cores that the hypervisor kept
 * @param rssMb peak memory of the tool's processes
 * @param startSeconds from the start of the process to its first request
 * @param reported what the tool says
 * @param disturbed whether too much else was going on
 * @param failure why the run gave no figures; empty if it did
 */
record Row(
        int round,
        String server,
        int users,
        String tool,
        double connections,
        double rate,
        double cpuPerMillion,
        double cores,
        double serverCores,
        double otherCores,
        double stealCores,
        double rssMb,
        double startSeconds,
        Reported reported,
        boolean disturbed,
        String failure) {

    static Row failed(int round, String server, int users, String tool, String why) {
        double none = Double.NaN;
        return new Row(
                round,
                server,
                users,
                tool,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                Reported.NOTHING,
                false,
                why);
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }

    boolean isSamePlace(Row other) {
        return server.equals(other.server) && users == other.users;
    }

    String json() {
        return "{\"round\":" + round + ",\"server\":\"" + server + "\",\"users\":" + users + ",\"tool\":\"" + tool
                + "\"" + field("connections", connections, 0) + field("rate", rate, 0)
                + field("cpu_per_million", cpuPerMillion, 2) + field("cores", cores, 2)
                + field("server_cores", serverCores, 2) + field("other_cores", otherCores, 2)
                + field("steal_cores", stealCores, 2) + field("rss_mb", rssMb, 0)
                + field("start_s", startSeconds, 3) + field("p50_us", reported.p50Micros(), 0)
                + field("p99_us", reported.p99Micros(), 0) + field("errors", reported.errors(), 0)
                + ",\"disturbed\":" + disturbed + ",\"failure\":\""
                + failure.replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"}";
    }

    private static String field(String name, double value, int digits) {
        String number = Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "null";
        return ",\"" + name + "\":" + number;
    }
}
