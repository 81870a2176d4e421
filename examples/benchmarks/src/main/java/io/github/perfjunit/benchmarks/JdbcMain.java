// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks;

/** A ready workload on the command line: runs one performance test, and prints a line that starts with {@code RESULT}. */
public final class JdbcMain {

    private JdbcMain() {}

    /**
     * Makes the load.
     *
     * @param args JDBC URL, workload, scale or rows of its tables, users, seconds
     */
    public static void main(String[] args) {
        if (args.length != 5) {
            System.err.println("usage: JdbcMain URL WORKLOAD SIZE USERS SECONDS");
            System.exit(2);
        }
        System.setProperty("perf.jdbc.url", args[0]);
        System.setProperty("benchmark.workload", args[1]);
        System.setProperty("benchmark.size", args[2]);
        System.setProperty("perf.users", args[3]);
        System.setProperty("perf.duration", args[4] + "s");
        System.exit(LaunchedTest.passes(JdbcLoad.test(ReadyWorkload.of(args[1]))) ? 0 : 1);
    }
}
