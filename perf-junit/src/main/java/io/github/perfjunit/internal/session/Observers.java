// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.spi.LoadListener;
import io.github.perfjunit.spi.RunningLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The monitors and listeners of one load, each on a thread of its own: one that is slow, hangs or throws delays neither
 * the load nor the others. Thread-safe.
 */
final class Observers implements Consumer<Interval> {

    private static final int LONGEST_NAME = 200;
    private static final long SECONDS_AFTER_THE_END = 2;

    private record Observer(String who, ObserverCalls calls, ExtensionThread thread) {}

    private final List<Observer> all = new ArrayList<>();
    private final BiConsumer<Interval, List<GaugeSample>> samples;

    /**
     * Creates the group without observers.
     *
     * @param samples receives the samples of monitors, from any thread
     */
    Observers(BiConsumer<Interval, List<GaugeSample>> samples) {
        this.samples = samples;
    }

    /**
     * Adds a monitor; to be called before the load.
     *
     * @param who name of the monitor in notes, such as {@code monitor 'pool' of shop.PoolExtension}
     */
    void add(String who, Monitor monitor) {
        add(who, new MonitorCalls(monitor, samples, System::nanoTime));
    }

    /** Adds a listener in the same way. */
    void add(String who, LoadListener listener) {
        add(who, new ListenerCalls(listener));
    }

    private void add(String who, ObserverCalls calls) {
        String plain = PlainText.of(who, LONGEST_NAME);
        all.add(new Observer(plain, calls, new ExtensionThread("perf " + plain)));
    }

    void begun(RunningLoad load) {
        all.forEach(each -> each.calls.begun(load, each.thread::offer));
    }

    @Override
    public void accept(Interval interval) {
        all.forEach(each -> each.calls.interval(interval, each.thread::offer));
    }

    /** Ends a load that has figures, and returns notes. */
    List<String> ended(LoadData data) {
        all.forEach(each -> each.calls.ended(data, each.thread::offer));
        return end();
    }

    /** Ends a load without figures, and returns notes. */
    List<String> stopped(String reason) {
        all.forEach(each -> each.calls.stopped(reason, each.thread::offer));
        return end();
    }

    /** Ends all threads within some seconds, even if the calling thread is interrupted. */
    private List<String> end() {
        boolean interrupted = Thread.interrupted();
        all.forEach(each -> each.thread.finish());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_AFTER_THE_END);
        List<String> notes = new ArrayList<>();
        for (Observer each : all) {
            try {
                boolean done = each.thread.awaitEnd(deadline);
                each.calls.end().forEach(sentence -> notes.add(each.who + " " + sentence));
                if (!done) {
                    boolean obeyed = each.thread.interrupt();
                    notes.add(each.who + " did not return within " + SECONDS_AFTER_THE_END + " s of the end of the load"
                            + (obeyed ? "" : ", and ignored the interrupt"));
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return notes;
    }
}
