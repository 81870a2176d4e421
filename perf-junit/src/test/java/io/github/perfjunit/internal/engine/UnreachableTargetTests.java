// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.UserResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A load that does nothing but fail ends within seconds, and says what to do. */
@Timeout(30)
class UnreachableTargetTests {

    @Test
    void portWithoutAServer_endsWithinSecondsAndNamesIt() throws IOException {
        int port = freePort();

        LoadData data = load("http://localhost:" + port, true, Duration.ofSeconds(20), user -> {
            Thread.sleep(100);
            user.http().get("/orders").send();
        });

        assertThat(data.stopReason())
                .matches("all \\d+ requests since the start failed alike: connection refused by localhost:" + port
                        + "; is the target running there\\? perf\\.failFast=off goes on");
        assertThat(data.elapsedMillis()).isLessThan(10_000);
        assertThat(data.scenarios().get(0).measuredMillis()).isLessThan(10_000);
    }

    @Test
    void portWithoutAServer_switchedOff_goesOnToTheEnd() throws IOException {
        LoadData data = load("http://localhost:" + freePort(), false, Duration.ofMillis(4_200), user -> {
            Thread.sleep(100);
            user.http().get("/orders").send();
        });

        assertThat(data.stopReason()).isEmpty();
        assertThat(data.scenarios().get(0).measuredMillis()).isEqualTo(4_200);
    }

    @Test
    void bodyThatThrowsEachTime_endsWithinSecondsAndNamesTheLine() {
        LoadData data = load("", true, Duration.ofSeconds(20), user -> {
            Thread.sleep(50);
            user.put("length", System.getProperty("no.such.property").length());
        });

        assertThat(data.stopReason())
                .matches("all \\d+ iterations since the start failed alike: NullPointerException at"
                        + " UnreachableTargetTests\\.java:\\d+: Cannot invoke .*; perf\\.failFast=off goes on");
    }

    @Test
    void statementsThatFailAlike_inRequests_areNotCountedBesideThem() {
        LoadData data = load(
                "",
                true,
                Duration.ofSeconds(20),
                user -> user.step("order", () -> {
                    Thread.sleep(50);
                    failedStatement();
                    throw new IllegalStateException("not stored");
                }));

        Matcher told = Pattern.compile("all (\\d+) requests since the start failed alike: "
                        + "IllegalStateException: not stored; perf\\.failFast=off goes on")
                .matcher(data.stopReason());
        assertThat(told.matches()).as(data.stopReason()).isTrue();
        assertThat(Long.parseLong(told.group(1)))
                .isLessThanOrEqualTo(data.scenarios().get(0).iterations().get(Outcome.ERROR));
    }

    @Test
    void statementsThatFailAlike_inIterationsThatEndWell_endNothing() {
        LoadData data = load("", true, Duration.ofMillis(4_200), user -> {
            Thread.sleep(50);
            failedStatement();
        });

        assertThat(data.stopReason()).isEmpty();
        assertThat(data.scenarios().get(0).measuredMillis()).isEqualTo(4_200);
    }

    private static void failedStatement() {
        RequestRecorder recorder = Objects.requireNonNull(CurrentUser.recorder());
        long now = System.nanoTime();
        recorder.statement("insert into orders values (?)", now, now, Outcome.ERROR);
        recorder.error("insert into orders values (?)", "constraint", "it is there already", null);
    }

    @Test
    void targetThatComesUpLater_isNotGivenUp() {
        LoadData data = load(
                "",
                true,
                Duration.ofMillis(4_500),
                user -> user.step("order", () -> {
                    Thread.sleep(50);
                    if (user.iteration() < 40) {
                        throw new IllegalStateException("not yet");
                    }
                }));

        assertThat(data.stopReason()).isEmpty();
    }

    @Test
    void serverThatFallsSilent_isFoundAtTheEndThoughItsConnectionsStayOpen() throws IOException {
        try (SilentServer server = new SilentServer(700)) {
            LoadData data = load(server.url(), true, Duration.ofSeconds(2), Duration.ZERO, user -> user.http()
                    .get("/orders")
                    .send());

            assertThat(data.errors())
                    .singleElement()
                    .extracting(ErrorSummary::request, ErrorSummary::kind, ErrorSummary::measured)
                    .containsExactly("GET /orders", "no answer", 3L);
            assertThat(Engines.result(data).request("GET /orders").cutOff().count())
                    .isEqualTo(3);
            assertThat(data.generator().stuckUsers()).isEmpty();
            assertThat(data.elapsedMillis()).isLessThan(6_000);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static LoadData load(String baseUrl, boolean failFast, Duration duration, UserBody body) {
        return load(baseUrl, failFast, duration, Duration.ofSeconds(5), body);
    }

    private static LoadData load(
            String baseUrl, boolean failFast, Duration duration, Duration gracefulStop, UserBody body) {
        ScenarioPlan scenario = new ScenarioPlan(
                Engines.SCENARIO,
                Engines.users(3, duration),
                "some load",
                Duration.ZERO,
                ThinkTime.NONE,
                false,
                gracefulStop,
                baseUrl);
        List<UserResource<?>> resources = new ArrayList<>();
        for (UserResource<?> resource : ServiceLoader.load(UserResource.class)) {
            resources.add(resource);
        }
        return Engines.of(
                        new LoadPlan("Engines", List.of(scenario), 1, WorkerShare.WHOLE),
                        Map.of(Engines.SCENARIO, ScenarioCode.of(body)),
                        resources,
                        interval -> {},
                        failFast)
                .run();
    }
}
