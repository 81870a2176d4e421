// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Interval;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows the progress of a load from its intervals. Thread-safe; after {@link #close()} nothing more is shown. */
public final class ProgressPrinter implements Consumer<Interval>, AutoCloseable {

    private static final int BARS = 12;
    private static final int MILLIS_BETWEEN_DRAWINGS = 500;

    private final ProgressLine line;
    private final ProgressCadence cadence = new ProgressCadence();
    private final Glyphs glyphs;
    private final @Nullable PrintStream lines;
    private final Deque<Double> history = new ArrayDeque<>();
    private final @Nullable OutputStream terminal;
    private @Nullable TerminalTable table;
    private ProgressWindow window = new ProgressWindow(0);
    private long drawnMillis = Long.MIN_VALUE / 2;
    private boolean closed;

    /** Opens the terminal. */
    @FunctionalInterface
    interface Terminal {
        /** Opens it, or throws if the process has none. */
        OutputStream open() throws IOException;
    }

    ProgressPrinter(
            ProgressMode mode, LoadPlan plan, Glyphs glyphs, PrintStream out, @Nullable String ci, Terminal opener) {
        this.line = new ProgressLine(plan);
        this.glyphs = glyphs;
        this.lines = mode == ProgressMode.OFF ? null : out;
        boolean wanted = mode == ProgressMode.TTY || (mode == ProgressMode.AUTO && (ci == null || ci.isEmpty()));
        this.terminal = wanted ? open(opener) : null;
        this.table = terminal == null ? null : new TerminalTable(terminal, Charset.defaultCharset());
    }

    /**
     * Creates the printer for this process.
     *
     * @param mode the form of progress
     * @param plan the plan
     * @return a printer to be closed when the load has ended
     */
    public static ProgressPrinter open(ProgressMode mode, LoadPlan plan) {
        return new ProgressPrinter(
                mode,
                plan,
                Glyphs.ofStdout(),
                System.out,
                System.getenv("CI"),
                () -> Files.newOutputStream(Path.of("/dev/tty"), StandardOpenOption.WRITE));
    }

    private static @Nullable OutputStream open(Terminal opener) {
        try {
            return opener.open();
        } catch (IOException e) {
            return null; // there is no other way to find out that this process has no terminal
        }
    }

    @Override
    public synchronized void accept(Interval interval) {
        if (closed || lines == null) {
            return;
        }
        window.add(interval);
        if (table != null) {
            draw(table);
        } else if (cadence.due(interval.toMillis(), interval.phase())) {
            lines.println(line());
            lines.flush();
        }
    }

    private void draw(TerminalTable screen) {
        if (window.toMillis() - drawnMillis < MILLIS_BETWEEN_DRAWINGS) {
            return;
        }
        drawnMillis = window.toMillis();
        ProgressWindow shown = window;
        try {
            screen.draw(line(), shown);
        } catch (IOException e) {
            table = null; // the terminal was closed: lines from here on
        }
    }

    private String line() {
        history.addLast(window.all().ok().percentile(99).toNanos() / 1e6);
        if (history.size() > BARS) {
            history.removeFirst();
        }
        double[] values = history.stream().mapToDouble(Double::doubleValue).toArray();
        String text = line.text(window, values.length < 2 ? "" : glyphs.bars(values));
        window = window.next();
        return text;
    }

    /** Removes the table from the terminal. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (terminal == null) {
            return;
        }
        try (terminal) {
            if (table != null) {
                table.clear();
            }
        } catch (IOException e) {
            table = null; // the terminal is gone, and the table with it
        }
    }
}
