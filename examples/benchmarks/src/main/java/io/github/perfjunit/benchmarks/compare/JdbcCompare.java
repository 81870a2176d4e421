// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import io.github.perfjunit.benchmarks.ReadyWorkload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Runs pgbench, sysbench and our ready workloads in turn against the same pinned PostgreSQL, and prints one table. */
public final class JdbcCompare {

    private final Path folder;
    private final JdbcOptions options;
    private final JdbcTools tools;
    private final Rounds rounds;

    private JdbcCompare(Path folder, JdbcOptions options, JdbcTools tools) {
        this.folder = folder;
        this.options = options;
        this.tools = tools;
        this.rounds = new Rounds(options);
    }

    /**
     * Compares.
     *
     * @param args see {@link JdbcOptions#USAGE}
     * @throws IOException if files cannot be written or the server cannot be started
     * @throws SQLException if the server does not answer
     */
    public static void main(String[] args) throws IOException, SQLException {
        Path home = Path.of(System.getProperty("benchmarks.home", ".")).toAbsolutePath();
        if (args.length == 1 && args[0].matches("-h|--help")) {
            System.out.print(JdbcOptions.USAGE);
            return;
        }
        JdbcOptions options;
        try {
            options = JdbcOptions.parse(home, Runtime.getRuntime().availableProcessors(), args);
        } catch (IllegalArgumentException e) {
            System.err.print(e.getMessage() + "\n" + JdbcOptions.USAGE);
            System.exit(2);
            return;
        }
        Optional<Path> bin = options.postgres().isPresent() ? options.postgres() : PostgresServer.newest();
        if (!Files.exists(Path.of("/proc/stat")) || Tools.which("taskset").isEmpty() || bin.isEmpty()) {
            System.err.println("this needs Linux (/proc), taskset (package util-linux), and PostgreSQL with pgbench"
                    + " (packages postgresql and postgresql-contrib), or --postgres FOLDER");
            System.exit(2);
            return;
        }
        JdbcTools tools = new JdbcTools(home, options, bin.get());
        tools.missing().forEach(each -> System.err.println("left out: " + each));
        Path folder = home.resolve("target/jdbc");
        Files.createDirectories(folder);
        JdbcCompare compare = new JdbcCompare(folder, options, tools);
        try (PostgresServer server = PostgresServer.start(bin.get(), options.serverCpus())) {
            System.out.println("PostgreSQL " + server.version() + "\n");
            compare.run(server);
        } finally { // what there is, if the server does not start any more
            List<Row> rows = compare.rounds.rows();
            System.out.println(
                    new ResultTable(rows, List.of("pgbench", "sysbench"), "tx/s", "transactions").markdown());
            tools.missing().forEach(each -> System.out.println("Left out: " + each));
        }
        if (compare.rounds.rows().stream().allMatch(Row::isFailed)) {
            System.exit(1);
        }
    }

    private void run(PostgresServer server) throws IOException, SQLException {
        rounds.announce(options.workloads().stream()
                        .mapToInt(workload -> tools.tools(workload, server).size())
                        .sum()
                * options.users().size());
        try (PrintWriter out = rounds.output()) {
            for (int round = 1; round <= options.rounds(); round++) {
                for (ReadyWorkload workload : options.workloads()) {
                    try (PostgresTarget target = new PostgresTarget(server, workload, options)) {
                        List<Tool> each = tools.tools(workload, server);
                        rounds.run(round, target, each, options.users(), folder, out);
                    }
                }
            }
        }
    }
}
