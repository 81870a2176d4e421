// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs load generators in turn against the same pinned server, and prints one table. */
public final class Compare {

    private static final int DELAY_MILLIS = 50;
    /** What a tool and its JVM keep open besides their connections. */
    private static final int SPARE_FILES = 400;

    private final Path home;
    private final Options options;
    private final List<Tool> tools;
    private final List<Row> rows = new ArrayList<>();
    private final long end;

    private Compare(Path home, Options options, List<Tool> tools) {
        this.home = home;
        this.options = options;
        this.tools = tools;
        this.end = System.nanoTime() + TimeUnit.MINUTES.toNanos(options.limitMinutes());
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
            System.out.println(new ResultTable(compare.rows, compare.anchor()).markdown());
            tools.missing().forEach(each -> System.out.println("Left out: " + each));
        }
        if (compare.rows.stream().allMatch(Row::isFailed)) {
            System.exit(1);
        }
    }

    private String anchor() {
        return tools.isEmpty() ? "nothing" : tools.get(0).name();
    }

    private void run() throws IOException {
        int places = options.users().size() + options.delayedUsers().size();
        int runs = places * tools.size() * options.rounds();
        int secondsEach = options.warm() + options.measure() + 5;
        System.err.printf("%d runs of about %d s: %d min%n", runs, secondsEach, runs * secondsEach / 60 + 1);
        Path folder = home.resolve("target/compare");
        Files.createDirectories(folder);
        if (options.out().toAbsolutePath().getParent() != null) {
            Files.createDirectories(options.out().toAbsolutePath().getParent());
        }
        try (PrintWriter out = new PrintWriter(options.out().toFile(), StandardCharsets.UTF_8)) {
            for (int round = 1; round <= options.rounds(); round++) {
                if (Tools.which("nginx").isEmpty()) {
                    System.err.println("left out: nginx: install the package nginx of the distribution");
                } else if (!options.users().isEmpty()) {
                    try (Target nginx = Target.nginx(folder, options.serverCpus())) {
                        round(round, nginx, options.users(), folder, out);
                    }
                }
                if (!options.delayedUsers().isEmpty()) {
                    try (Target delayed = Target.delayed(folder, options.serverCpus(), DELAY_MILLIS)) {
                        round(round, delayed, options.delayedUsers(), folder, out);
                    }
                }
            }
        }
    }

    private void round(int round, Target target, List<Integer> users, Path folder, PrintWriter out) throws IOException {
        Run run = new Run(target, options, folder);
        List<Tool> order = new ArrayList<>(tools);
        // The anchor stays first; who follows whom changes from round to round.
        Collections.rotate(order.subList(Math.min(1, order.size()), order.size()), round - 1);
        for (int count : users) {
            for (Tool tool : order) {
                if (!target.isRunning()) {
                    System.err.println(target.name() + " has ended: the rest of the round is left out");
                    return;
                }
                if (System.nanoTime() - end > 0) {
                    System.err.println("stopped after " + options.limitMinutes() + " minutes, see --limit");
                    return;
                }
                Row row = count + SPARE_FILES > Proc.openFiles()
                        ? Row.failed(
                                round, target.name(), count, tool.name(), "only " + Proc.openFiles() + " open files")
                        : quietest(run, tool, count, round);
                rows.add(row);
                out.println(row.json());
                out.flush();
                System.err.println(row.json());
            }
        }
    }

    /** Runs a tool, and again if other work disturbed it. */
    private Row quietest(Run run, Tool tool, int users, int round) throws IOException {
        Row best = run.of(tool, users, round);
        for (int i = 0; i < options.repeats() && best.disturbed(); i++) {
            System.err.println("disturbed, once more: " + best.json());
            Row again = run.of(tool, users, round);
            if (!again.isFailed() && again.otherCores() + again.stealCores() < best.otherCores() + best.stealCores()) {
                best = again;
            }
        }
        return best;
    }
}
