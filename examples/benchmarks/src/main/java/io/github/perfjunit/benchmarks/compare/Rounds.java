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

/** Runs tools in turn, in another order each round, and keeps the rows. */
final class Rounds {

    /** What a tool and its JVM keep open besides their connections. */
    private static final int SPARE_FILES = 400;

    private final RunOptions options;
    private final List<Row> rows = new ArrayList<>();
    private final long end;

    Rounds(RunOptions options) {
        this.options = options;
        this.end = System.nanoTime() + TimeUnit.MINUTES.toNanos(options.limitMinutes());
    }

    List<Row> rows() {
        return rows;
    }

    /** Says how long it will take. */
    void announce(int runsEachRound) {
        int runs = runsEachRound * options.rounds();
        int secondsEach = options.warm() + options.measure() + 5;
        System.err.printf("%d runs of about %d s: %d min%n", runs, secondsEach, runs * secondsEach / 60 + 1);
    }

    /** Opens the file for the raw rows. */
    PrintWriter output() throws IOException {
        Path parent = options.out().toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return new PrintWriter(options.out().toFile(), StandardCharsets.UTF_8);
    }

    /** Runs each tool against a target, whose first tool is the one to compare with. */
    void run(int round, Target target, List<Tool> tools, List<Integer> users, Path folder, PrintWriter out)
            throws IOException {
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
