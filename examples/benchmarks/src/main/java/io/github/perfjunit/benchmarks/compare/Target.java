// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.regex.Pattern;

/** A server of its own process that counts what it is asked, pinned to some CPUs. */
interface Target extends AutoCloseable {

    /** Returns what it is called in the table. */
    String name();

    /** Returns where it is. */
    String url();

    /** Returns the requests so far, without those of this class. */
    long requests() throws IOException;

    /** Returns how many connections are open besides that of this class. */
    long connections() throws IOException;

    /** Removes what the last run left behind. */
    default void tidy() throws IOException {}

    /** Tells whether its process runs. */
    boolean isRunning();

    /** Returns the CPU time of its processes so far. */
    double cpuSeconds();

    @Override
    void close();

    /** Counts the CPUs of a list such as {@code 0-1,4}. */
    static int cpus(String list) {
        return Pattern.compile(",")
                .splitAsStream(list)
                .mapToInt(part -> {
                    int dash = part.indexOf('-');
                    return dash < 0
                            ? 1
                            : Integer.parseInt(part.substring(dash + 1))
                                    - Integer.parseInt(part.substring(0, dash))
                                    + 1;
                })
                .sum();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
