// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import io.github.perfjunit.benchmarks.ReadyWorkload;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options of the command line of {@link JdbcCompare}. */
final class JdbcOptions extends RunOptions {

    static final String USAGE = """
            usage: jdbc [options]
              --tools LIST          of pgbench,sysbench,engine (default: all of them)
              --workloads LIST      of select-only,tpcb-like,point-select,read-write (default: all of them)
              --users LIST          users, each with a connection (default 8)
              --scale N             scale of pgbench's tables (default 10)
              --rows N              rows of sysbench's table (default 100000)
              --postgres FOLDER     folder with initdb, postgres and maybe pgbench (default: the newest of
                                    /usr/lib/postgresql)
            """ + COMMON_USAGE + """
              --out FILE            raw rows as JSON lines (default target/jdbc.jsonl)
            """;

    private static final List<String> TOOLS = List.of("pgbench", "sysbench", "engine");
    private static final List<String> WORKLOADS =
            Arrays.stream(ReadyWorkload.values()).map(ReadyWorkload::label).toList();

    private List<String> tools = TOOLS;
    private List<String> workloads = WORKLOADS;
    private List<Integer> users = List.of(8);
    private int scale = 10;
    private int rows = 100_000;
    private Optional<Path> postgres = Optional.empty();

    private JdbcOptions(Path home, int processors) {
        super(home.resolve("target/jdbc.jsonl"), processors);
    }

    /** Reads the command line. */
    static JdbcOptions parse(Path home, int processors, String... args) {
        JdbcOptions options = new JdbcOptions(home, processors);
        options.read(args);
        return options;
    }

    @Override
    boolean set(String option, String value) {
        switch (option) {
            case "--tools" -> tools = chosen(option, value, TOOLS);
            case "--workloads" -> workloads = chosen(option, value, WORKLOADS);
            case "--users" -> users = numbers(option, value);
            case "--scale" -> scale = number(option, value);
            case "--rows" -> rows = number(option, value);
            case "--postgres" -> postgres = Optional.of(Path.of(value));
            default -> {
                return super.set(option, value);
            }
        }
        return true;
    }

    List<String> tools() {
        return tools;
    }

    List<ReadyWorkload> workloads() {
        return workloads.stream().map(ReadyWorkload::of).toList();
    }

    List<Integer> users() {
        return users;
    }

    int scale() {
        return scale;
    }

    int rows() {
        return rows;
    }

    Optional<Path> postgres() {
        return postgres;
    }
}
