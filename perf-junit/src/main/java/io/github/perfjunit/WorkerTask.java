// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.config.Settings;
import io.github.perfjunit.internal.report.json.IntervalJson;
import io.github.perfjunit.internal.report.json.LoadDataJson;
import io.github.perfjunit.load.Share;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a controller asked this JVM to run: a share of one load. Its intervals are appended to a file as they come, its
 * result is written when it has ended, both without loss.
 *
 * @param share which part of the plan
 * @param out where the result is written; intervals go to the same name with {@code .intervals} behind it
 */
record WorkerTask(Share share, Path out) {

    static final String INDEX = "perf.worker.index";
    static final String COUNT = "perf.worker.count";
    static final String OUT = "perf.worker.out";

    static @Nullable WorkerTask read(Settings settings, Consumer<String> problems) {
        String index = settings.find(INDEX);
        String count = settings.find(COUNT);
        String out = settings.find(OUT);
        if (index == null && count == null && out == null) {
            return null;
        }
        if (index == null || count == null || out == null) {
            problems.accept("a worker needs all of " + INDEX + ", " + COUNT + " and " + OUT);
            return null;
        }
        try {
            return new WorkerTask(
                    new Share(Integer.parseInt(index.strip()), Integer.parseInt(count.strip())), Path.of(out.strip()));
        } catch (IllegalArgumentException e) {
            problems.accept(INDEX + " was '" + index + "' and " + COUNT + " was '" + count
                    + "' but must be whole numbers, the first one from 0 to one below the second");
            return null;
        }
    }

    Path intervals() {
        return out.resolveSibling(out.getFileName() + ".intervals");
    }

    void append(Interval interval) {
        try {
            Files.writeString(
                    intervals(),
                    IntervalJson.write(interval) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the worker's intervals", e);
        }
    }

    void finish(LoadData data) {
        try {
            Path whole = out.resolveSibling(out.getFileName() + ".tmp");
            Files.writeString(whole, LoadDataJson.write(data), StandardCharsets.UTF_8);
            Files.move(whole, out, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the worker's result", e);
        }
    }
}
