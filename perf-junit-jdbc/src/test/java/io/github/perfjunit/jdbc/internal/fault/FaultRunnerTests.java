// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.internal.database.ServerControl;
import io.github.perfjunit.jdbc.report.FaultType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FaultRunnerTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<String> calls = new ArrayList<>();
    private final JumpingClock clock = new JumpingClock();
    private final AtomicLong opened = new AtomicLong(10);
    private int failingStarts;

    /** Time that passes only while it is waited for; the load ends at some time. */
    private static final class JumpingClock implements FaultClock {

        private long now = 1000;
        private long endsAt = Long.MAX_VALUE;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public boolean awaitUntil(long nanos) {
            now = Math.max(now, Math.min(nanos, endsAt));
            return nanos <= endsAt;
        }

        @Override
        public void pause(long nanos) {
            now += nanos;
        }

        @Override
        public void end() {
            // the load ends when the test says, and not when its faults are asked for
        }
    }

    private final ServerControl control = new ServerControl() {
        @Override
        public void stop() throws IOException {
            call("stop");
        }

        @Override
        public void crash() throws IOException {
            call("crash");
            throw new IOException("no such process");
        }

        @Override
        public void start() throws IOException {
            call("start");
            if (failingStarts-- > 0) {
                throw new IOException("port is\nin use");
            }
        }
    };

    private void call(String name) {
        calls.add(name + " at " + (clock.now - 1000) / 1_000_000_000.0);
        opened.addAndGet(3);
    }

    private static PlannedFault fault(FaultType type, int at, int seconds) {
        return PlannedFault.of(type, Duration.ofSeconds(at), Duration.ofSeconds(seconds));
    }

    private List<AppliedFault> run(FaultTargets.ConnectionSource administrator, PlannedFault... faults) {
        FaultTargets targets = new FaultTargets(null, control, administrator, opened::get, 1);
        FaultRunner runner = new FaultRunner(new FaultPlan(List.of(faults)), targets, 1000, clock, PATIENCE);
        runner.start();
        List<AppliedFault> applied = runner.end();
        runner.close();
        return applied;
    }

    private List<AppliedFault> run(PlannedFault... faults) {
        return run(
                () -> {
                    throw new SQLException("none");
                },
                faults);
    }

    private static AppliedFault.Span span(int from, int to) {
        return new AppliedFault.Span(
                1000 + SECOND.multipliedBy(from).toNanos(),
                1000 + SECOND.multipliedBy(to).toNanos());
    }

    @Test
    void run_faults_areAppliedAndHealedAtTheirTimes() {
        PlannedFault first = fault(FaultType.RESTART, 10, 3);
        PlannedFault second = fault(FaultType.RESTART, 20, 0);
        assertThat(run(first, second))
                .containsExactly(
                        new AppliedFault(first, span(10, 13), 6L, List.of()),
                        new AppliedFault(second, span(20, 20), 6L, List.of()));
        assertThat(calls).containsExactly("stop at 10.0", "start at 13.0", "stop at 20.0", "start at 20.0");
    }

    @Test
    void run_loadThatEndsEarly_healsAndLeavesTheRest() {
        clock.endsAt = 1000 + SECOND.multipliedBy(11).toNanos();
        PlannedFault first = fault(FaultType.RESTART, 10, 3);
        PlannedFault second = fault(FaultType.RESTART, 20, 1);
        assertThat(run(first, second))
                .containsExactly(
                        new AppliedFault(first, span(10, 11), 6L, List.of("was healed early: the load ended")),
                        new AppliedFault(
                                second, null, null, List.of("was not applied: the load ended before it was due")));
        assertThat(calls).containsExactly("stop at 10.0", "start at 11.0");
    }

    @Test
    void run_serverThatStartsAtTheThirdAttempt_isHealed() {
        failingStarts = 2;
        PlannedFault fault = fault(FaultType.RESTART, 10, 3);
        assertThat(run(fault))
                .containsExactly(new AppliedFault(
                        fault, new AppliedFault.Span(1000 + 10_000_000_000L, 1000 + 13_900_000_000L), 12L, List.of()));
    }

    @Test
    void run_serverThatDoesNotStart_isTold() {
        failingStarts = 100;
        assertThat(run(fault(FaultType.RESTART, 10, 3)).get(0).remarks())
                .containsExactly("the server did not start again: IOException: port is in use");
        assertThat(calls).hasSize(5);
    }

    @Test
    void run_faultThatFails_isToldAndHealed() {
        AppliedFault applied = run(fault(FaultType.CRASH, 10, 3)).get(0);
        assertThat(applied.span()).isNull();
        assertThat(applied.remarks()).containsExactly("could not be applied: IOException: no such process");
        assertThat(calls).containsExactly("crash at 10.0", "start at 10.0");
    }

    @Test
    void run_administratorWithoutConnection_isToldWithoutUrl() {
        AppliedFault applied = run(
                        () -> {
                            throw new SQLException("No driver for jdbc:x:?password=secret", "08001");
                        },
                        fault(FaultType.TERMINATE, 10, 0))
                .get(0);
        assertThat(applied.remarks()).containsExactly("could not be applied: SQLException 08001");
    }

    @Test
    void run_targetThatIsMissing_isTold() {
        AppliedFault applied = run(fault(FaultType.RESET, 10, 0)).get(0);
        assertThat(applied.remarks())
                .containsExactly(
                        "could not be applied: NullPointerException: proxy",
                        "could not be healed: NullPointerException: proxy");
    }

    @Test
    void run_faultThatFailsBetweenOthers_takesNoConnectionsFromTheFirst() {
        List<AppliedFault> applied =
                run(fault(FaultType.RESTART, 10, 3), fault(FaultType.CRASH, 20, 3), fault(FaultType.RESTART, 30, 3));
        assertThat(applied).extracting(AppliedFault::connectionsReplaced).containsExactly(12L, null, 6L);
    }

    @Test
    void end_faultThatHangs_tellsOfItAndOfThoseThatNeverBegan() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        FaultTargets.ConnectionSource administrator = () -> {
            hanging.countDown();
            awaitUninterruptibly(released);
            throw new SQLException("late");
        };
        FaultPlan plan = new FaultPlan(List.of(
                fault(FaultType.RESTART, 10, 3),
                fault(FaultType.TERMINATE, 20, 0),
                fault(FaultType.RESTART, 30, 3),
                fault(FaultType.RESTART, 40, 3)));
        FaultTargets targets = new FaultTargets(null, control, administrator, opened::get, 1);
        FaultRunner runner = new FaultRunner(plan, targets, 1000, clock, Duration.ofMillis(100));
        runner.start();
        hanging.await();
        List<AppliedFault> applied = runner.end();
        released.countDown();

        String notBegun = "was not applied: the fault before it did not come to its end";
        assertThat(applied)
                .extracting(AppliedFault::remarks)
                .containsExactly(
                        List.of(),
                        List.of("had not come to its end 100 ms after the load, so that it may not be healed"),
                        List.of(notBegun),
                        List.of(notBegun));
        assertThat(applied).extracting(f -> f.span() != null).containsExactly(true, false, false, false);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void end_realClock_endsTheWaitAtOnce() {
        FaultPlan plan = new FaultPlan(List.of(fault(FaultType.RESTART, 3600, 3)));
        FaultTargets targets = new FaultTargets(null, control, null, null, 1);
        FaultRunner runner = FaultRunner.begin(plan, targets, System.nanoTime());
        long from = System.nanoTime();
        assertThat(runner.end().get(0).span()).isNull();
        assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(10));
        assertThat(calls).isEmpty();
    }

    @Test
    void close_duringABlackHole_healsTheProxy() throws Exception {
        try (EchoServer server = new EchoServer();
                FaultProxy proxy = FaultProxy.start("127.0.0.1", server.port());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            FaultPlan plan = new FaultPlan(List.of(fault(FaultType.BLACK_HOLE, 0, 3600)));
            FaultRunner runner =
                    FaultRunner.begin(plan, new FaultTargets(proxy, null, null, null, 1), System.nanoTime());
            socket.setSoTimeout(20);
            awaitSilence(socket);
            runner.close();
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
        }
    }

    /** Sends and receives until there is no answer. */
    private static void awaitSilence(Socket socket) throws IOException {
        try {
            while (true) {
                socket.getOutputStream().write(1);
                assertThat(socket.getInputStream().read()).isEqualTo(1);
            }
        } catch (SocketTimeoutException e) {
            return; // the black hole is there
        }
    }

    @Test
    void close_interruptedCaller_healsAndStaysInterrupted() {
        FaultPlan plan = new FaultPlan(List.of(fault(FaultType.RESTART, 3600, 3)));
        FaultRunner runner = FaultRunner.begin(plan, new FaultTargets(null, control, null, null, 1), System.nanoTime());
        Thread.currentThread().interrupt();
        runner.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void reason_longMessage_isCutAndOnOneLine() {
        assertThat(Reason.of(new IOException("a\r\n\tb" + "c".repeat(1000))))
                .isEqualTo("IOException: a b" + "c".repeat(194) + "...");
        assertThat(Reason.of(new IOException())).isEqualTo("IOException");
    }
}
