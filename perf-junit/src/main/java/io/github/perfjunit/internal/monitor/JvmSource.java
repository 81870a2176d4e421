// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import io.github.perfjunit.internal.work.WorkReading;
import io.github.perfjunit.internal.work.WorkSource;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.PrintableText;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.monitor.JvmWork;
import io.github.perfjunit.monitor.RemoteJvm;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The work of a watched JVM. */
final class JvmSource implements WorkSource {

    /** Below this a JVM has answered no request over a network: the rest is its own. */
    private static final int LEAST_BYTES = 1_024;

    private static final int LONGEST = 300;

    private final RemoteJvm jvm;
    private volatile String failure = "";
    private volatile String untold = "";
    private String process = "";
    private boolean useless;

    JvmSource(RemoteJvm jvm) {
        this.jvm = jvm;
    }

    @Override
    public String jvm() {
        return jvm.name();
    }

    @Override
    public List<Work> kinds() {
        return List.of(Work.ALLOCATED, Work.COLLECTIONS);
    }

    /** A JVM that was restarted counts from zero: the sum of what both did is not known. */
    @Override
    public Optional<Map<Work, Double>> counts(Runnable counted) {
        if (useless) {
            return Optional.empty();
        }
        JvmWork read;
        try {
            read = jvm.work(counted);
        } catch (IOException e) {
            failure = jvm.name() + " could not be read: " + PrintableText.compact(reason(e), LONGEST);
            return Optional.empty();
        }
        if (process.isEmpty()) {
            process = read.process();
        }
        if (read.isHere() || !process.equals(read.process())) {
            useless = true;
            failure = read.isHere()
                    ? jvm.name() + " is the JVM of the test, whose users allocate as well"
                    : jvm.name() + " was another JVM at the end than at the beginning: it was restarted";
            return Optional.empty();
        }
        failure = "";
        untold = read.untold();
        return Optional.of(Map.of(Work.ALLOCATED, read.allocated(), Work.COLLECTIONS, (double) read.collections()));
    }

    private static String reason(IOException e) {
        Throwable innermost = e;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }

    @Override
    public String failure() {
        return failure;
    }

    @Override
    public String obstacle(Work work, long iterations, WorkReading from, WorkReading to) {
        if (work == Work.COLLECTIONS) {
            return "";
        }
        if (!untold.isEmpty()) {
            return untold;
        }
        double each = (to.count(work) - from.count(work)) / iterations;
        return each >= LEAST_BYTES
                ? ""
                : "threads of " + jvm.name() + " allocated only " + FigureFormat.bytes(Math.max(0, each))
                        + " an iteration; it is not the JVM that answers the load";
    }
}
