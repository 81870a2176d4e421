// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.FaultType;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A proxy in a JVM of its own that may open only so many files. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ProxyWithoutDescriptorsTests {

    private static final int FILES = 200;
    private static final Duration WATCHED = Duration.ofSeconds(2);

    /** Forwards to a port; each byte of its input is a command, answered by a line. */
    static final class Proxying {

        private Proxying() {}

        public static void main(String[] arguments) throws Exception {
            List<Closeable> open = new ArrayList<>();
            PlannedFault fault = PlannedFault.of(FaultType.RESET, Duration.ZERO, Duration.ZERO);
            try (FaultProxy proxy = FaultProxy.start("127.0.0.1", Integer.parseInt(arguments[0]))) {
                FaultActions actions =
                        new FaultActions(new FaultTargets(proxy, null, null, null, 1), new FaultClock.Real());
                Reason.of(new IOException("none")); // loads classes from files, which cannot be opened later
                System.out.println(proxy.port());
                for (int command = System.in.read(); command >= 0; command = System.in.read()) {
                    if (command == 'o') {
                        openAll(open);
                    } else if (command == 'c') {
                        open.forEach(Sockets::close);
                    }
                    System.out.println(actions.trouble(fault).orElse("none"));
                }
            }
        }

        private static void openAll(List<Closeable> open) {
            try {
                while (true) {
                    open.add(new FileInputStream("/dev/null"));
                }
            } catch (IOException e) {
                return; // there are no more
            }
        }
    }

    @Test
    void accept_noDescriptorIsFree_restsAndGoesOnLater() throws Exception {
        Process process = null;
        try (EchoServer server = new EchoServer()) {
            process = start(server.port());
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            int port = Integer.parseInt(out.readLine());
            assertServed(port); // which loads the classes that are needed, from files
            assertThat(told(process, out, 's')).isEqualTo("none");
            told(process, out, 'o');
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                String failure = "none";
                while (failure.equals("none")) {
                    Thread.sleep(10);
                    failure = told(process, out, 's');
                }
                assertThat(failure).startsWith("the proxy could not serve each connection at once: IOException: ");

                Duration before = cpu(process);
                Thread.sleep(WATCHED.toMillis());
                assertThat(cpu(process).minus(before)).isLessThan(WATCHED.dividedBy(5));

                told(process, out, 'c');
                assertServed(client);
            }
        } finally {
            if (process != null) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static void assertServed(int port) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertServed(client);
        }
    }

    private static void assertServed(Socket client) throws IOException {
        client.setSoTimeout(20_000);
        client.getOutputStream().write(7);
        assertThat(client.getInputStream().read()).isEqualTo(7);
    }

    private static Process start(int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -n " + FILES + " && exec \"$0\" \"$@\"",
                        java,
                        "-cp",
                        classPath(),
                        Proxying.class.getName(),
                        "" + port)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Surefire's own class path, where it hides it in the manifest of a file. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String told(Process process, BufferedReader out, char command) throws IOException {
        process.getOutputStream().write(command);
        process.getOutputStream().flush();
        return String.valueOf(out.readLine());
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }
}
