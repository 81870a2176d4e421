// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.LoadListener;
import io.github.perfjunit.spi.RunningLoad;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls one listener. If too many intervals are waiting, new ones are dropped and counted. Thread-safe. */
final class ListenerCalls implements ObserverCalls {

    /** Maximum number of calls that may wait for a listener when an interval is added. */
    static final int ROOM = 60;

    private final LoadListener listener;
    private final Calls calls = new Calls();
    private @Nullable Phase phase; // used only by the listener's thread

    ListenerCalls(LoadListener listener) {
        this.listener = listener;
    }

    @Override
    public void begun(RunningLoad load, Queue queue) {
        call(() -> listener.begun(load), queue);
    }

    @Override
    public void interval(Interval interval, Queue queue) {
        if (calls.due()) {
            queue.offer(() -> take(interval), ROOM);
        }
    }

    private void take(Interval interval) {
        if (!calls.isOpen()) {
            return;
        }
        try {
            if (interval.phase() != phase) {
                phase = interval.phase();
                listener.phase(interval.phase(), interval.toMillis());
            }
            listener.interval(interval);
            calls.answered();
        } catch (Throwable e) { // an extension must not end this thread
            calls.failed(e);
        }
    }

    @Override
    public void monitored(List<MonitorSample> samples, Queue queue) {
        queue.offer(() -> take(samples), ROOM);
    }

    private void take(List<MonitorSample> samples) {
        if (!calls.isOpen()) {
            return;
        }
        try {
            listener.monitored(samples);
        } catch (Throwable e) { // as above
            calls.failedBeside(e);
        }
    }

    @Override
    public void ended(LoadData data, Queue queue) {
        call(() -> listener.ended(data), queue);
    }

    @Override
    public void stopped(String reason, Queue queue) {
        call(() -> listener.stopped(reason), queue);
    }

    /** Makes a call that is never dropped. */
    private void call(Runnable call, Queue queue) {
        queue.offer(
                () -> {
                    try {
                        call.run();
                    } catch (Throwable e) { // as above
                        calls.failedBeside(e);
                    }
                },
                Integer.MAX_VALUE);
    }

    @Override
    public List<String> end() {
        Calls.Count count = calls.close();
        List<String> sentences = new ArrayList<>();
        if (count.missed() > 0) {
            sentences.add("missed " + FigureFormat.count(count.missed()) + " of "
                    + FigureFormat.count(count.due(), "interval") + ", because it was too slow");
        }
        if (count.failed() > 0) {
            sentences.add("failed " + FigureFormat.count(count.failed(), "time") + ", first with " + count.first()
                    + (count.givenUp()
                            ? ", and got no more intervals after " + Calls.MOST_FAILURES_IN_A_ROW + " failures in a row"
                            : ""));
        }
        return sentences;
    }
}
