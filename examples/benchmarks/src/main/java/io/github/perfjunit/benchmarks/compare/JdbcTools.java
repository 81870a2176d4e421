// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import io.github.perfjunit.benchmarks.ReadyWorkload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds the tools that were asked for, and says which are missing and how to get them. */
final class JdbcTools {

    private final Path home;
    private final JdbcOptions options;
    private final Optional<String> pgbench;
    private final Optional<String> sysbench;

    JdbcTools(Path home, JdbcOptions options, Path bin) {
        this.home = home;
        this.options = options;
        Path beside = bin.resolve("pgbench");
        this.pgbench = Files.isExecutable(beside) ? Optional.of(beside.toString()) : Tools.which("pgbench");
        this.sysbench = Tools.which("sysbench");
    }

    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (options.tools().contains("pgbench") && pgbench.isEmpty()) {
            missing.add("pgbench: install the package postgresql-contrib of the distribution");
        }
        if (options.tools().contains("sysbench") && sysbench.isEmpty()) {
            missing.add("sysbench: install the package sysbench of the distribution");
        }
        return missing;
    }

    /** Returns the tools for a workload, the one it comes from first. */
    List<Tool> tools(ReadyWorkload workload, PostgresServer server) {
        List<Tool> tools = new ArrayList<>();
        Optional<String> reference = workload.tool().equals("pgbench") ? pgbench : sysbench;
        if (options.tools().contains(workload.tool())) {
            reference.ifPresent(command -> tools.addAll(
                    workload.tool().equals("pgbench")
                            ? List.of(
                                    pgbench(
                                            "pgbench",
                                            job -> Math.min(job.threads(), job.users()),
                                            command,
                                            workload,
                                            server),
                                    pgbench("pgbench, thread a user", Tool.Job::users, command, workload, server))
                            : List.of(sysbench(command, workload, server))));
        }
        if (options.tools().contains("engine")) {
            options.jdks().forEach(jdk -> tools.add(engine(jdk, workload)));
        }
        return tools;
    }

    /** Its threads poll for several users each, unless it has one for each, as sysbench and we have. */
    private static Tool pgbench(
            String name,
            ToIntFunction<Tool.Job> threads,
            String command,
            ReadyWorkload workload,
            PostgresServer server) {
        return new Tool(
                name,
                Reported.Format.PGBENCH,
                job -> List.of(
                        command,
                        "-n",
                        "-M",
                        "prepared",
                        "-b",
                        workload.label(),
                        "-c",
                        "" + job.users(),
                        "-j",
                        "" + threads.applyAsInt(job),
                        "-T",
                        "" + job.seconds(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        "" + server.port(),
                        "-U",
                        "postgres",
                        "postgres"));
    }

    private Tool sysbench(String command, ReadyWorkload workload, PostgresServer server) {
        return new Tool(
                "sysbench",
                Reported.Format.SYSBENCH,
                job -> List.of(
                        command,
                        "oltp_" + workload.label().replace('-', '_'),
                        "--db-driver=pgsql",
                        "--pgsql-host=127.0.0.1",
                        "--pgsql-port=" + server.port(),
                        "--pgsql-user=postgres",
                        "--pgsql-db=postgres",
                        "--tables=1",
                        "--table-size=" + options.rows(),
                        "--rand-type=uniform",
                        "--percentile=99",
                        "--threads=" + job.users(),
                        "--time=" + job.seconds(),
                        "run"));
    }

    private Tool engine(Jdk jdk, ReadyWorkload workload) {
        String classPath = home.resolve("target/classes") + ":" + home.resolve("target/lib") + "/*:"
                + home.resolve("target/jdbc-lib") + "/*";
        int size = workload.tool().equals("pgbench") ? options.scale() : options.rows();
        return new Tool("perf-junit, JDK " + jdk.feature(), Reported.Format.RESULT, job -> {
            List<String> command = new ArrayList<>(List.of(
                    jdk.java(), options.heap(), "-Dperf.output=" + home.resolve("target/perf"), "-cp", classPath));
            command.addAll(options.engineOptions());
            command.addAll(List.of("io.github.perfjunit.benchmarks.JdbcMain", job.url(), workload.label()));
            command.addAll(List.of("" + size, "" + job.users(), "" + job.seconds()));
            return command;
        });
    }
}
