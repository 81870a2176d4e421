// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The controller's side of a store, for tests of workers in this JVM. */
public final class WorkerRuns {

    private WorkerRuns() {}

    /** Leaves a task whose load may begin at once. */
    public static void task(RunStore store, String test, int workers) throws IOException {
        store.put(
                Keys.TASK,
                Wire.record(new TaskMessage(
                        Library.PROTOCOL,
                        Library.version(),
                        test,
                        0,
                        List.of(),
                        workers,
                        Map.of(),
                        Map.of(),
                        20,
                        1_000,
                        60_000,
                        120_000)));
        store.put(Keys.BEAT, Wire.plain("1"));
        store.put(Keys.START, Wire.plain(Long.toString(System.currentTimeMillis())));
    }

    public static void stop(RunStore store, String reason) throws IOException {
        store.put(Keys.STOP, Wire.record(new StopMessage(reason, false)));
    }

    public static LoadData total(RunStore store, int worker) throws IOException {
        return LoadData.decode(Wire.unpacked(Objects.requireNonNull(store.get(Keys.total(worker)))));
    }
}
