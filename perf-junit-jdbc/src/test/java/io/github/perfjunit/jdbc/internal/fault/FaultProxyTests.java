// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.jdbc.OwnThread;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FaultProxyTests {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 200;

    private EchoServer server;
    private FaultProxy proxy;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
        proxy = FaultProxy.start("127.0.0.1", server.port());
    }

    @AfterEach
    void stop() throws IOException {
        sockets.forEach(Sockets::close);
        proxy.close();
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), PATIENCE_MILLIS);
        return socket;
    }

    private static int echo(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    private static CompletableFuture<Void> send(Socket socket, byte[] bytes) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        OutputStream out = socket.getOutputStream();
                        out.write(bytes);
                        socket.shutdownOutput();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                OwnThread.EACH);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void pass_manyBytesAndHalfClose_areTheSame() throws Exception {
        byte[] bytes = bytes(20_000_000);
        Socket socket = connect();
        CompletableFuture<Void> sent = send(socket, bytes);
        assertThat(socket.getInputStream().readAllBytes()).isEqualTo(bytes);
        sent.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Test
    void pass_readerThatWaits_holdsTheWriterBack() throws Exception {
        Socket socket = connect();
        CompletableFuture<Void> sent = send(socket, bytes(30_000_000));
        Thread.sleep(SILENCE_MILLIS);
        assertThat(sent).isNotDone();
        assertThat(socket.getInputStream().readAllBytes()).isEqualTo(bytes(30_000_000));
    }

    @Test
    void pass_hundredsOfConnections_eachHasItsOwnBytes() throws Exception {
        for (int i = 0; i < 300; i++) {
            connect();
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < sockets.size(); i++) {
                sockets.get(i).getOutputStream().write(i & 0x7f);
            }
            for (int i = 0; i < sockets.size(); i++) {
                assertThat(sockets.get(i).getInputStream().read()).isEqualTo(i & 0x7f);
            }
        }
        assertThat(proxy.accepted()).isEqualTo(300);
    }

    @Test
    void pass_serverThatIsNotThere_resetsTheClient() throws Exception {
        server.close();
        assertThatThrownBy(() -> {
                    Socket socket = connect();
                    echo(socket, 1);
                    echo(socket, 1);
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void pass_serverThatResets_resetsTheClient() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FaultProxy before = FaultProxy.start("127.0.0.1", other.getLocalPort());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), before.port());
                Socket accepted = other.accept()) {
            accepted.setSoLinger(true, 0);
            Sockets.close(accepted);
            client.setSoTimeout(PATIENCE_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
        }
    }

    @Test
    void latency_answers_areLaterByTheDelay() throws Exception {
        Socket socket = connect();
        echo(socket, 1);
        proxy.change(new ProxyMode.Latency(Duration.ofMillis(50), Duration.ZERO, 1));
        long start = System.nanoTime();
        assertThat(echo(socket, 7)).isEqualTo(7);
        long took = System.nanoTime() - start;
        assertThat(took).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        proxy.change(new ProxyMode.Pass());
        assertThat(echo(socket, 8)).isEqualTo(8);
    }

    @Test
    void latency_manyBytes_areTheSameAndNotDelayedOneByOne() throws Exception {
        proxy.change(new ProxyMode.Latency(Duration.ofMillis(60), Duration.ofMillis(60), 1));
        byte[] bytes = bytes(10_000_000);
        Socket socket = connect();
        CompletableFuture<Void> sent = send(socket, bytes);
        long start = System.nanoTime();
        assertThat(socket.getInputStream().readAllBytes()).isEqualTo(bytes);
        sent.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(9)); // 153 pieces of 60 ms are 9.2 s
    }

    @Test
    void latency_thatEnds_letsWaitingBytesGo() throws Exception {
        Socket socket = connect();
        proxy.change(new ProxyMode.Latency(Duration.ofMinutes(1), Duration.ZERO, 1));
        socket.getOutputStream().write(5);
        Thread.sleep(SILENCE_MILLIS);
        proxy.change(new ProxyMode.Pass());
        assertThat(socket.getInputStream().read()).isEqualTo(5);
    }

    @Test
    void bandwidth_bytes_takeTheirTimeAndAreTheSame() throws Exception {
        proxy.change(new ProxyMode.Bandwidth(200_000));
        byte[] bytes = bytes(100_000);
        Socket one = connect();
        Socket other = connect();
        long start = System.nanoTime();
        CompletableFuture<Void> sent = CompletableFuture.allOf(send(one, bytes), send(other, bytes));
        assertThat(one.getInputStream().readAllBytes()).isEqualTo(bytes);
        assertThat(other.getInputStream().readAllBytes()).isEqualTo(bytes);
        sent.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    @Test
    void blackHole_connectionsOldAndNew_areSilentUntilItEnds() throws Exception {
        Socket old = connect();
        echo(old, 1);
        proxy.change(new ProxyMode.BlackHole());
        Socket fresh = connect(); // by the kernel
        for (Socket socket : List.of(old, fresh)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> echo(socket, 2)).isInstanceOf(SocketTimeoutException.class);
        }
        proxy.change(new ProxyMode.Pass());
        for (Socket socket : List.of(old, fresh)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void blackHole_clientThatGivesUp_isForgottenAfterwards() throws Exception {
        Socket old = connect();
        echo(old, 1);
        proxy.change(new ProxyMode.BlackHole());
        old.close();
        proxy.change(new ProxyMode.Pass());
        assertThat(echo(connect(), 3)).isEqualTo(3);
    }

    @Test
    void change_underTraffic_bytesStayTheSame() throws Exception {
        byte[] bytes = bytes(3_000_000);
        List<CompletableFuture<byte[]>> received = new ArrayList<>();
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Socket socket = connect();
            sent.add(send(socket, bytes));
            received.add(CompletableFuture.supplyAsync(() -> readAll(socket), OwnThread.EACH));
        }
        List<ProxyMode> modes = List.of(
                new ProxyMode.Latency(Duration.ofMillis(3), Duration.ofMillis(3), 1),
                new ProxyMode.BlackHole(),
                new ProxyMode.Bandwidth(20_000_000),
                new ProxyMode.Refuse(true),
                new ProxyMode.Pass());
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            proxy.change(modes.get(random.nextInt(modes.size())));
            Thread.sleep(3);
        }
        proxy.change(new ProxyMode.Pass());
        for (CompletableFuture<byte[]> all : received) {
            assertThat(all.get(20, TimeUnit.SECONDS)).isEqualTo(bytes);
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static byte[] readAll(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void reset_connectionsOldAndNew_areReset() throws Exception {
        Socket old = connect();
        echo(old, 1);
        proxy.change(new ProxyMode.Reset());
        assertThatThrownBy(() -> old.getInputStream().read()).hasMessageContaining("reset");
        assertThatThrownBy(() -> {
                    Socket fresh = connect();
                    echo(fresh, 1);
                    echo(fresh, 1);
                })
                .isInstanceOf(SocketException.class);
        proxy.change(new ProxyMode.Pass());
        assertThat(echo(connect(), 2)).isEqualTo(2);
    }

    @Test
    void resetOnce_connectionsOpenUntilThen_areResetAndNewOnesPass() throws Exception {
        List<Socket> old = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            old.add(connect());
            echo(old.get(i), 1);
        }
        proxy.reset();
        for (Socket socket : old) {
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("reset");
        }
        Socket fresh = connect();
        assertThat(echo(fresh, 2)).isEqualTo(2);
        proxy.change(new ProxyMode.Pass());
        assertThat(echo(fresh, 3)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refuse_newConnections_areRefusedAtTheSamePortThatOpensAgain(boolean keep) throws Exception {
        int port = proxy.port();
        Socket old = connect();
        echo(old, 1);
        for (int round = 0; round < 3; round++) {
            proxy.change(new ProxyMode.Refuse(keep));
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            proxy.change(new ProxyMode.Pass());
            assertThat(echo(connect(), 2)).isEqualTo(2);
        }
        assertThat(proxy.port()).isEqualTo(port);
        if (keep) {
            assertThat(echo(old, 4)).isEqualTo(4);
        } else {
            assertThatThrownBy(() -> old.getInputStream().read()).hasMessageContaining("reset");
        }
    }

    @Test
    void close_whateverItDoes_leavesNoThreadAndNoSocket() throws Exception {
        for (ProxyMode mode : List.of(
                new ProxyMode.Pass(),
                new ProxyMode.BlackHole(),
                new ProxyMode.Refuse(true),
                new ProxyMode.Latency(Duration.ofMinutes(1), Duration.ZERO, 1))) {
            FaultProxy other = FaultProxy.start("127.0.0.1", server.port());
            Socket client = new Socket(InetAddress.getLoopbackAddress(), other.port());
            sockets.add(client);
            client.setSoTimeout(PATIENCE_MILLIS);
            echo(client, 1);
            other.change(mode);
            client.getOutputStream().write(1);
            long before = threads();
            other.close();
            other.close();
            assertThat(threads()).isLessThan(before);
            InputStream in = client.getInputStream();
            try {
                assertThat(in.read()).isIn(-1, 1);
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset");
            }
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), other.port()).close())
                    .isInstanceOf(ConnectException.class);
            assertThatThrownBy(() -> other.change(new ProxyMode.Pass())).hasMessage("the proxy is closed");
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("perf-junit-fault-proxy"))
                .count();
    }

    @Test
    void start_hostThatIsNotKnown_isRefused() {
        assertThatThrownBy(() -> FaultProxy.start("no-such-host.invalid", 1)).isInstanceOf(IOException.class);
    }
}
