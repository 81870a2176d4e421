// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells about processes and the machine. */
final class Proc {

    /** Linux shows times to user space in hundredths of a second on every architecture that runs Java. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    /**
     * What a process and its descendants have used so far.
     *
     * @param cpuSeconds CPU time, of the user's and the kernel's code
     * @param peakRssMb the most memory they ever had, in MB
     */
    record Usage(double cpuSeconds, double peakRssMb) {

        /** Of a process that has ended. */
        static final Usage NONE = new Usage(Double.NaN, Double.NaN);
    }

    /**
     * What the whole machine has spent so far.
     *
     * @param busySeconds CPU time spent working
     * @param stealSeconds CPU time that the hypervisor gave to others
     */
    record Machine(double busySeconds, double stealSeconds) {}

    private Proc() {}

    static Usage usage(ProcessHandle root) {
        double cpu = 0;
        double kilobytes = 0;
        int ended = 0;
        List<ProcessHandle> tree =
                Stream.concat(Stream.of(root), root.descendants()).toList();
        for (ProcessHandle process : tree) {
            Path folder = Path.of("/proc", Long.toString(process.pid()));
            try {
                cpu += cpuSeconds(Files.readString(folder.resolve("stat")));
                kilobytes += peakKilobytes(Files.readAllLines(folder.resolve("status")));
            } catch (IOException e) {
                ended++; // since the tree was read
            }
        }
        return ended == tree.size() ? Usage.NONE : new Usage(cpu, kilobytes / 1024);
    }

    /** Reads a line of /proc/PID/stat, whose second field is a name in brackets that may contain anything. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
    }

    static double peakKilobytes(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .sum();
    }

    static Machine machine() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return machine(lines.findFirst().orElseThrow());
        }
    }

    static Machine machine(String cpuLine) {
        String[] fields = cpuLine.trim().split("\\s+", -1);
        double[] seconds = new double[8];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = Long.parseLong(fields[i + 1]) / TICKS_PER_SECOND;
        }
        // user, nice, system, (idle, iowait,) irq, softirq, (steal)
        return new Machine(seconds[0] + seconds[1] + seconds[2] + seconds[5] + seconds[6], seconds[7]);
    }

    /** Returns how many files this process and its children may open. */
    static long openFiles() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith("Max open files")) {
                String soft = line.replaceAll("Max open files\\s+(\\S+).*", "$1");
                return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
            }
        }
        return Long.MAX_VALUE;
    }
}
