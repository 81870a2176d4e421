// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that answers by JMX on loopback, and collects its garbage before it says that it is ready. */
public final class JmxTarget implements AutoCloseable {

    private final Process process;
    private final int port;
    private final String said;

    private JmxTarget(Process process, int port, String said) {
        this.process = process;
        this.port = port;
        this.said = said;
    }

    /** Starts one that does nothing, and waits until it is ready. */
    public static JmxTarget start() throws IOException {
        return start("64m", JmxTarget.class);
    }

    /**
     * Starts a main class of the tests, and waits for its first line.
     *
     * @param heap largest heap, as of {@code -Xmx}
     */
    public static JmxTarget start(String heap, Class<?> main, String... arguments) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false",
                "-cp",
                Path.of("target", "test-classes").toString(),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
        if (said == null) {
            throw new IOException("the JVM to watch did not start");
        }
        return new JmxTarget(process, port, said);
    }

    /** Returns a port at which nothing listens. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Runs in that JVM until its input ends. */
    public static void main(String[] arguments) throws IOException {
        System.gc();
        System.out.println("ready");
        System.in.transferTo(System.out);
    }

    /** Returns its address. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Returns its first line. */
    public String said() {
        return said;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
