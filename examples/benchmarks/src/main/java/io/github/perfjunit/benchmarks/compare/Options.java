// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options of the command line of {@link Compare}. */
final class Options extends RunOptions {

    static final String USAGE = """
            usage: compare [options]
              --tools LIST          of wrk,engine,k6,gatling,jmeter (default: all of them)
              --users LIST          users on nginx, which answers at once (default 64,500), or none
              --delayed-users LIST  users on a server that takes 50 ms (default 5000), or none
              --k6 PATH             the binary of k6
            """ + COMMON_USAGE + """
              --out FILE            raw rows as JSON lines (default target/compare.jsonl)
            """;

    private static final List<String> TOOLS = List.of("wrk", "engine", "k6", "gatling", "jmeter");

    private List<String> tools = TOOLS;
    private List<Integer> users = List.of(64, 500);
    private List<Integer> delayedUsers = List.of(5000);
    private Optional<String> k6 = Optional.empty();

    private Options(Path home, int processors) {
        super(home.resolve("target/compare.jsonl"), processors);
    }

    /** Reads the command line. */
    static Options parse(Path home, int processors, String... args) {
        Options options = new Options(home, processors);
        options.read(args);
        return options;
    }

    @Override
    boolean set(String option, String value) {
        switch (option) {
            case "--tools" -> tools = tools(value);
            case "--users" -> users = numbers(option, value);
            case "--delayed-users" -> delayedUsers = numbers(option, value);
            case "--k6" -> k6 = Optional.of(value);
            default -> {
                return super.set(option, value);
            }
        }
        return true;
    }

    private static List<String> tools(String value) {
        return chosen("--tools", value, TOOLS); // wrk first, for the ratios
    }

    List<String> tools() {
        return tools;
    }

    List<Integer> users() {
        return users;
    }

    List<Integer> delayedUsers() {
        return delayedUsers;
    }

    Optional<String> k6() {
        return k6;
    }
}
