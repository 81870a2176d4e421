// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The tasks of a run.
 *
 * @param tasks how many
 * @param cpu units of processor a task, of which 1024 are one vCPU
 * @param memory MiB a task
 * @param arm whether processors are ARM
 * @param spot whether they run on Fargate Spot
 */
public record TaskSize(int tasks, int cpu, int memory, boolean arm, boolean spot) {

    static final int MOST_TASKS = 1_000;

    /** Memory of tasks by processor, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html. */
    private static final Map<Integer, Memory> MEMORY = new TreeMap<>(Map.of(
            256, new Memory(512, 2048, 512),
            512, new Memory(1024, 4096, 1024),
            1024, new Memory(2048, 8192, 1024),
            2048, new Memory(4096, 16384, 1024),
            4096, new Memory(8192, 30720, 1024),
            8192, new Memory(16384, 61440, 4096),
            16384, new Memory(32768, 122880, 8192)));

    /** Limits in MiB. */
    private record Memory(int least, int most, int step) {

        boolean allows(int mib) {
            return mib >= least && mib <= most && mib % step == 0 && !(step == 512 && mib == 1536);
        }

        String words() {
            return step == 512 ? "512, 1024 or 2048" : "from " + least + " to " + most + " in steps of " + step;
        }
    }

    void check(Consumer<String> problems) {
        if (tasks < 1 || tasks > MOST_TASKS) {
            problems.accept("perf.aws.tasks was " + tasks + " but must be from 1 to " + MOST_TASKS);
        }
        Memory allowed = MEMORY.get(cpu);
        if (allowed == null) {
            problems.accept("perf.aws.cpu was " + cpu + " but must be one of "
                    + String.join(
                            ", ", MEMORY.keySet().stream().map(String::valueOf).toList()));
        } else if (!allowed.allows(memory)) {
            problems.accept("perf.aws.memory was " + memory + " but must be " + allowed.words()
                    + " where perf.aws.cpu is " + cpu);
        }
    }

    /** Returns the size in words. */
    public String words() {
        return tasks + (tasks == 1 ? " task" : " tasks") + " of " + cpu + " units of processor and " + memory
                + " MiB on Fargate" + (spot ? " Spot" : "") + ", " + (arm ? "ARM64" : "X86_64");
    }
}
