// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * The intervals of a load, read from its {@code latency.hlog}: with one interval in memory at a time, whatever the
 * length of the load. Each interval equals the one that was written. Thread-safe.
 *
 * <p>An incomplete interval at the end of the file, left by a JVM that was killed, is ignored.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StoredTimeline implements Timeline {

    private static final String HEAD = "#[Histogram log format version 1.";

    private final Path file;
    private final LongSupplier complete;

    private StoredTimeline(Path file, LongSupplier complete) {
        this.file = file;
        this.complete = complete;
    }

    /**
     * Returns the timeline of a load that has ended.
     *
     * @param file its {@code latency.hlog}; read on each pass, not before
     * @return the timeline
     */
    public static StoredTimeline of(Path file) {
        return new StoredTimeline(file, () -> Long.MAX_VALUE);
    }

    /**
     * Returns the timeline of a load that is still being written.
     *
     * @param file its {@code latency.hlog}
     * @param complete how many intervals are in it so far
     * @return a timeline that grows; each pass sees the intervals that were complete when it began
     */
    public static StoredTimeline of(Path file, LongSupplier complete) {
        return new StoredTimeline(file, complete);
    }

    /**
     * Passes all intervals to a consumer, in order of time.
     *
     * @param each called for each interval, on the calling thread
     * @throws UncheckedIOException if the file cannot be read, is damaged, or was not written by this library; the
     *     message names the file and the line
     */
    @Override
    public void forEach(Consumer<Interval> each) {
        long left = complete.getAsLong();
        if (left == 0) {
            return;
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            walk(in, left, each);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(file + " cannot be read: there is no such file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    private void walk(BufferedReader in, long most, Consumer<Interval> each) throws IOException {
        IntervalReader reader = new IntervalReader();
        List<String> lines = new ArrayList<>();
        long left = most;
        int number = 0;
        for (String line = in.readLine(); line != null && left > 0; line = in.readLine()) {
            number++;
            if (number == 1 && !line.startsWith(HEAD)) {
                throw damaged(1, "it does not begin like a histogram log", new IOException(HEAD));
            }
            if (line.equals(IntervalReader.END)) {
                if (lines.isEmpty()) {
                    throw damaged(number, "the end of an interval that did not begin", new IOException(line));
                }
                each.accept(read(reader, lines, number - lines.size()));
                lines.clear();
                left--;
            } else if (line.startsWith(IntervalReader.INTERVAL)) {
                if (!lines.isEmpty()) {
                    throw damaged(number, "the interval before has no end", new IOException(line));
                }
                lines.add(line);
            } else if (!lines.isEmpty()) {
                lines.add(line);
            } else if (line.startsWith("Tag=")) {
                throw damaged(number, "a histogram outside of an interval", new IOException(line));
            }
        }
    }

    private Interval read(IntervalReader reader, List<String> lines, int first) {
        try {
            return reader.read(lines);
        } catch (IntervalReader.DamagedLineException e) {
            throw damaged(first + e.index(), e.getMessage(), new IOException(e));
        }
    }

    private UncheckedIOException damaged(int line, String what, IOException cause) {
        return new UncheckedIOException(
                file + " cannot be read: line " + line + ": " + what
                        + "; the file is damaged, or not one that perf-junit has written",
                cause);
    }
}
