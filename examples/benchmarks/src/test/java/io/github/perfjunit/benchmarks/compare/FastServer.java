// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;

/** The delay server without a delay, for tests of other packages. */
public final class FastServer implements AutoCloseable {

    private final DelayServer server;

    private FastServer(DelayServer server) {
        this.server = server;
    }

    public static FastServer start() throws IOException {
        return new FastServer(DelayServer.start(0, 0, 1));
    }

    public String url() {
        return "http://127.0.0.1:" + server.port() + "/fast";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
