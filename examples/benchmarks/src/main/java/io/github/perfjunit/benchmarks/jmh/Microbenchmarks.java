// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the microbenchmarks with JMH's own options, and prints time and allocation of each in one table. */
public final class Microbenchmarks {

    private Microbenchmarks() {}

    /**
     * Runs them.
     *
     * @param args options of JMH, such as a part of a benchmark's name
     * @throws RunnerException if a benchmark fails
     * @throws CommandLineOptionException if there is no such option
     */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
        System.out.println(
                "\n| benchmark | threads | ns a call | ± 99.9 % | bytes a call |\n|---|---:|---:|---:|---:|");
        results.forEach(result -> System.out.println(line(result)));
    }

    private static String line(RunResult run) {
        BenchmarkParams params = run.getParams();
        Result<?> time = run.getPrimaryResult();
        Map<String, Result<?>> others = new TreeMap<>();
        run.getSecondaryResults().forEach((name, result) -> others.put(name.replace("·", ""), result));
        Result<?> bytes = others.get("gc.alloc.rate.norm");
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,.1f | %s | %,.0f |",
                name(params),
                params.getThreads(),
                time.getScore(),
                Double.isNaN(time.getScoreError()) ? "-" : String.format(Locale.ROOT, "%.1f", time.getScoreError()),
                bytes == null ? Double.NaN : bytes.getScore());
    }

    private static String name(BenchmarkParams params) {
        String full = params.getBenchmark();
        int inPackage = Microbenchmarks.class.getPackageName().length() + 1;
        StringBuilder name = new StringBuilder(full.substring(inPackage).replace("Benchmark.", "."));
        params.getParamsKeys().forEach(key -> name.append(' ').append(params.getParam(key)));
        return name.toString();
    }
}
