// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What all comparisons have in common on their command lines. */
abstract class RunOptions {

    static final String COMMON_USAGE = """
              --rounds N            interleaved rounds (default 5)
              --warm N              seconds from a tool's first request to the window (default 6)
              --measure N           seconds of the window (default 6)
              --jdk N=HOME          JDK for the engine, repeatable (default: the oldest and the newest found)
              --engine-option OPT   option for the engine's JVM, repeatable, such as -Dperf.threads=platform
              --heap OPT            heap of all JVMs (default -Xmx1g)
              --server-cpus LIST    as of taskset (default: the first half of up to four CPUs)
              --client-cpus LIST    the same for the generators (default: the second half)
              --max-other N         cores of other work, or of steal, above which a row is disturbed (default 0.2)
              --repeats N           how often a disturbed row is repeated before it is kept and marked (default 1)
              --limit N             minutes after which no further run is started (default 90)
            """;

    private int rounds = 5;
    private int warm = 6;
    private int measure = 6;
    private final List<Jdk> jdks = new ArrayList<>();
    private final List<String> engineOptions = new ArrayList<>();
    private String heap = "-Xmx1g";
    private String serverCpus;
    private String clientCpus;
    private double maxOther = 0.2;
    private int repeats = 1;
    private int limitMinutes = 90;
    private Path out;

    RunOptions(Path out, int processors) {
        this.out = out;
        int half = Math.max(1, Math.min(processors, 4) / 2);
        this.serverCpus = half == 1 ? "0" : "0-1";
        this.clientCpus = processors == 1 ? "0" : half == 1 ? "1" : "2-3";
    }

    /** Reads the command line. */
    final void read(String... args) {
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            if (!set(args[i], args[i + 1])) {
                throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        if (jdks.isEmpty()) {
            jdks.addAll(Jdk.oldestAndNewest());
        }
    }

    /** Takes an option; returns false if there is none of that name. */
    boolean set(String option, String value) {
        switch (option) {
            case "--rounds" -> rounds = number(option, value);
            case "--warm" -> warm = number(option, value);
            case "--measure" -> measure = number(option, value);
            case "--jdk" -> jdks.add(Jdk.parse(value));
            case "--engine-option" -> engineOptions.add(value);
            case "--heap" -> heap = value;
            case "--server-cpus" -> serverCpus = cpus(option, value);
            case "--client-cpus" -> clientCpus = cpus(option, value);
            case "--max-other" -> maxOther = cores(option, value);
            case "--repeats" -> repeats = "0".equals(value) ? 0 : number(option, value);
            case "--limit" -> limitMinutes = number(option, value);
            case "--out" -> out = Path.of(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Reads a list of names, and returns them in the order in which they are known. */
    static List<String> chosen(String option, String value, List<String> known) {
        List<String> asked = Arrays.asList(value.split(",", -1));
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(option + " has '" + name + "' but there are " + known);
            }
        }
        return known.stream().filter(asked::contains).toList();
    }

    static List<Integer> numbers(String option, String value) {
        if (value.equals("none")) {
            return List.of();
        }
        return Arrays.stream(value.split(",", -1))
                .map(one -> number(option, one))
                .toList();
    }

    static int number(String option, String value) {
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(option + " was '" + value + "' but must be a number of at least 1");
        }
        return Integer.parseInt(value);
    }

    private static double cores(String option, String value) {
        if (!value.matches("\\d{1,3}(\\.\\d{1,3})?")) {
            throw new IllegalArgumentException(option + " was '" + value + "' but must be such as 0.2");
        }
        return Double.parseDouble(value);
    }

    private static String cpus(String option, String value) {
        if (!value.matches("\\d+(-\\d+)?(,\\d+(-\\d+)?)*")) {
            throw new IllegalArgumentException(option + " was '" + value + "' but must be such as 0-1 or 0,2");
        }
        return value;
    }

    int rounds() {
        return rounds;
    }

    int warm() {
        return warm;
    }

    int measure() {
        return measure;
    }

    List<Jdk> jdks() {
        return jdks;
    }

    List<String> engineOptions() {
        return engineOptions;
    }

    String heap() {
        return heap;
    }

    String serverCpus() {
        return serverCpus;
    }

    String clientCpus() {
        return clientCpus;
    }

    double maxOther() {
        return maxOther;
    }

    int repeats() {
        return repeats;
    }

    int limitMinutes() {
        return limitMinutes;
    }

    Path out() {
        return out;
    }
}
