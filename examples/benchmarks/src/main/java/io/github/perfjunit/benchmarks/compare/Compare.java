// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs load generators in turn against the same pinned server, and prints one table. */
public final class Compare {

    private static final int DELAY_MILLIS = 50;

    private final Path home;
    private final Options options;
    private final List<Tool> tools;
    private final Rounds rounds;

    private Compare(Path home, Options options, List<Tool> tools) {
        this.home = home;
        this.options = options;
        this.tools = tools;
        this.rounds = new Rounds(options);
    }

    /**
     * Compares.
     *
     * @param args see {@link Options#USAGE}
     * @throws IOException if files cannot be written or a server cannot be started
     */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(System.getProperty("benchmarks.home", ".")).toAbsolutePath();
        if (args.length == 1 && args[0].matches("-h|--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(home, Runtime.getRuntime().availableProcessors(), args);
        } catch (IllegalArgumentException e) {
            System.err.print(e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        if (!Files.exists(Path.of("/proc/stat")) || Tools.which("taskset").isEmpty()) {
            System.err.println("this needs Linux (/proc) and taskset (package util-linux)");
            System.exit(2);
        }
        Tools tools = new Tools(home, options);
        tools.find();
        tools.missing().forEach(each -> System.err.println("left out: " + each));
        Compare compare = new Compare(home, options, tools.found());
        try {
            compare.run();
        } finally { // what there is, if a server does not start any more
            System.out.println(
                    new ResultTable(compare.rounds.rows(), List.of(compare.anchor()), "req/s", "requests").markdown());
            tools.missing().forEach(each -> System.out.println("Left out: " + each));
        }
        if (compare.rounds.rows().stream().allMatch(Row::isFailed)) {
            System.exit(1);
        }
    }

    private String anchor() {
        return tools.isEmpty() ? "nothing" : tools.get(0).name();
    }

    private void run() throws IOException {
        int places = options.users().size() + options.delayedUsers().size();
        rounds.announce(places * tools.size());
        Path folder = home.resolve("target/compare");
        Files.createDirectories(folder);
        try (PrintWriter out = rounds.output()) {
            for (int round = 1; round <= options.rounds(); round++) {
                if (Tools.which("nginx").isEmpty()) {
                    System.err.println("left out: nginx: install the package nginx of the distribution");
                } else if (!options.users().isEmpty()) {
                    try (Target nginx = HttpTarget.nginx(folder, options.serverCpus())) {
                        rounds.run(round, nginx, tools, options.users(), folder, out);
                    }
                }
                if (!options.delayedUsers().isEmpty()) {
                    try (Target delayed = HttpTarget.delayed(folder, options.serverCpus(), DELAY_MILLIS)) {
                        rounds.run(round, delayed, tools, options.delayedUsers(), folder, out);
                    }
                }
            }
        }
    }
}
