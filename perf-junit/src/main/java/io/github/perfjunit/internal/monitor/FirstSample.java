// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import io.github.perfjunit.metrics.PrintableText;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The first sample of a monitor, on a thread of its own. */
final class FirstSample {

    private static final int SECONDS = 10;
    private static final int LONGEST = 300;
    private static final int DEEPEST = 20;

    private final Watched watched;
    private final Set<String> gauges = new ConcurrentSkipListSet<>();
    private final FutureTask<Boolean> task;
    private final Thread thread;

    /** Asks the monitor. */
    FirstSample(Watched watched) {
        this.watched = watched;
        this.task = new FutureTask<>(() -> watched.monitor().sample((name, unit, value) -> gauges.add(name)), true);
        this.thread = new Thread(task, "perf first sample");
        thread.setDaemon(true);
        thread.start();
    }

    String place() {
        return watched.place();
    }

    /** Returns the names of all gauges, those without a value included. */
    Set<String> gauges() {
        return Set.copyOf(gauges);
    }

    /** Waits for the answer, and returns why there is none, in a sentence. */
    Optional<String> await() {
        try {
            task.get(SECONDS, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            thread.interrupt();
            return Optional.of(sentence("no answer within " + SECONDS + " s"));
        } catch (ExecutionException e) {
            return Optional.of(sentence(reason(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(sentence("interrupted"));
        }
    }

    private String sentence(String why) {
        return watched.place() + " could not be sampled before the load: " + why
                + (watched.remedy().isEmpty() ? "" : "\n    Hint: " + watched.remedy());
    }

    private static String reason(ExecutionException e) {
        Throwable innermost = e;
        for (int depth = 0; innermost.getCause() != null && depth < DEEPEST; depth++) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String type = innermost.getClass().getSimpleName();
        return PrintableText.compact(message == null ? type : type + ": " + message, LONGEST);
    }
}
