// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.spi.LoadListener;
import io.github.perfjunit.spi.RunningLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The monitors and listeners of one load, each on a thread of its own: one that is slow, hangs or throws delays neither
 * the load nor the others. Thread-safe.
 */
final class Observers implements Consumer<Interval> {

    private static final int LONGEST_NAME = 200;
    private static final long SECONDS_AFTER_THE_END = 2;

    private record Observer(String who, ObserverCalls calls, ExtensionThread thread) {}

    private final List<Observer> all = new ArrayList<>();
    private final BiFunction<Interval, List<GaugeSample>, List<MonitorSample>> samples;

    /**
     * Creates the group without observers.
     *
     * @param samples receives the samples of monitors, from any thread, and returns those that count
     */
    Observers(BiFunction<Interval, List<GaugeSample>, List<MonitorSample>> samples) {
        this.samples = samples;
    }

    /**
     * Adds a monitor; to be called before the load.
     *
     * @param who name of the monitor in notes, such as {@code monitor 'pool' of shop.PoolExtension}
     */
    void add(String who, Monitor monitor) {
        add(who, new MonitorCalls(monitor, this::sampled, System::nanoTime));
    }

    private void sampled(Interval interval, List<GaugeSample> given) {
        List<MonitorSample> counted = samples.apply(interval, given);
        if (!counted.isEmpty()) {
            all.forEach(each -> each.calls.monitored(counted, each.thread::offer));
        }
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
        return end(calls -> queue -> calls.ended(data, queue));
    }

    /** Ends a load without figures, and returns notes. */
    List<String> stopped(String reason) {
        return end(calls -> queue -> calls.stopped(reason, queue));
    }

    /** Ends monitors before those that hear of their values. */
    private List<String> end(Function<ObserverCalls, Consumer<ObserverCalls.Queue>> last) {
        List<Observer> monitors =
                all.stream().filter(each -> each.calls instanceof MonitorCalls).toList();
        List<Observer> others =
                all.stream().filter(each -> !monitors.contains(each)).toList();
        List<String> notes = new ArrayList<>();
        for (List<Observer> group : List.of(monitors, others)) {
            group.forEach(each -> last.apply(each.calls).accept(each.thread::offer));
            end(group, notes);
        }
        return notes;
    }

    /** Ends threads within some seconds, even if the calling thread is interrupted. */
    private static void end(List<Observer> group, List<String> notes) {
        boolean interrupted = Thread.interrupted();
        group.forEach(each -> each.thread.finish());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_AFTER_THE_END);
        for (Observer each : group) {
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
    }
}
