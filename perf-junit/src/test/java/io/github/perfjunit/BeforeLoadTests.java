// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What runs once before the first user: in which order, how often, and what becomes of its failures. */
class BeforeLoadTests {

    private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();
    private static HttpServer server;

    @TempDir
    Path output;

    @BeforeEach
    void startServer() throws IOException {
        CALLS.clear();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            CALLS.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/broken") ? 500 : 204, -1);
            exchange.close();
        });
        server.start();
        System.setProperty(
                "before.url", "http://localhost:" + server.getAddress().getPort());
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        System.clearProperty("before.url");
    }

    static class Base {
        @BeforeLoad
        void inBase() {
            CALLS.add("base");
        }
    }

    static class OrderTestCases extends Base {
        @BeforeEach
        void beforeEach() {
            CALLS.add("before each");
        }

        @BeforeLoad
        void warm(VirtualUser user) {
            CALLS.add("warm as user " + user.id() + " of " + user.scenario());
        }

        @BeforeLoad("visit")
        @OnController
        void seed(Http http) {
            http.post("/seed").send();
        }

        @BeforeLoad("other")
        void notForVisit() {
            CALLS.add("not for visit");
        }

        @BeforeUser
        void beforeUser() {
            CALLS.add("user");
        }

        @LoadTest(users = 2, iterations = 2, baseUrl = "${before.url}")
        void visit(Http http) {
            http.get("/visit").send();
        }

        @LoadTest(users = 1, iterations = 1)
        void other() {}
    }

    @Test
    void methods_onceBeforeTheFirstUser_thoseOfTheControllerFirstAndNotMeasured() {
        TestRun run = TestRun.ofMethod(OrderTestCases.class, "visit", output);

        run.assertPassed("visit");
        assertThat(CALLS)
                .containsExactly(
                        "before each", "/seed", "base", "warm as user 0 of visit", "user", "user", "/visit", "/visit");
        assertThat(run.results().findValuesAsText("name"))
                .contains("GET /visit")
                .doesNotContain("POST /seed");
    }

    @Test
    void smokeRun_methods_runAsWell() {
        TestRun.ofMethod(OrderTestCases.class, "visit", output, "perf.mode=smoke")
                .assertPassed("visit");

        assertThat(CALLS).contains("/seed", "base", "warm as user 0 of visit");
    }

    static class FailingTestCases {
        @BeforeLoad
        void seed(Http http) {
            http.post("/broken").send();
        }

        @LoadTest(users = 2, duration = "1h", baseUrl = "${before.url}")
        void visit() {
            CALLS.add("visit");
        }
    }

    @Test
    void failedRequest_test_failsBeforeAnyLoad() {
        TestRun run = TestRun.of(FailingTestCases.class, output);

        Throwable failure = run.failure("visit");
        assertThat(failure)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("@BeforeLoad seed() failed, so the load was not started: ")
                .hasMessageContaining("500");
        assertThat(failure.getCause().getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("seed"));
        assertThat(CALLS).containsExactly("/broken");
        assertThat(run.directories()).isEmpty();
    }

    static class CheckTestCases {
        @BeforeLoad
        void ready(VirtualUser user) {
            user.check("stock is filled", false);
        }

        @LoadTest(users = 2, duration = "1h")
        void visit() {}
    }

    @Test
    void failedCheck_test_failsBeforeAnyLoad() {
        assertThat(TestRun.of(CheckTestCases.class, output).failure("visit"))
                .hasMessage("@BeforeLoad ready() failed, so the load was not started: AssertionError: check"
                        + " \"stock is filled\" failed");
    }

    static class AssumptionTestCases {
        @BeforeLoad
        void onlyWithData() {
            assumeTrue(false, "no data here");
        }

        @LoadTest(users = 2, duration = "1h")
        void visit() {}
    }

    @Test
    void failedAssumption_test_isSkipped() {
        assertThat(TestRun.of(AssumptionTestCases.class, output).abortion("visit"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no data here");
    }

    static class MistakesTestCases {
        @BeforeLoad("vizit")
        void seed() {}

        @BeforeLoad
        void warm(LoadResult result) {}

        @OnController
        @BeforeUser
        void login() {}

        @LoadTest(users = 0, duration = "1s")
        void visit() {}
    }

    @Test
    void mistakes_allAreTold_withThoseOfTheLoad() {
        assertThat(TestRun.of(MistakesTestCases.class, output).failure("visit"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContainingAll(
                        "4 configuration errors in MistakesTestCases.visit",
                        "@BeforeLoad(\"vizit\") on seed() names no load test of its class, which has visit",
                        "@BeforeLoad warm() has a parameter of type LoadResult but may only have VirtualUser",
                        "@OnController on login() must stand beside @BeforeLoad; on any other method it has no effect");
    }

    static class FluentTestCases {
        @BeforeLoad
        void notCalled() {
            CALLS.add("annotated");
        }

        @PerfTest
        void twice(LoadBuilder load, Http http) {
            load.baseUrl("${before.url}")
                    .beforeLoad(user -> http.get("/warm").send())
                    .onController(user -> user.http().post("/seed").send())
                    .scenario("one", s -> s.users(1).iterations(1).run(user -> CALLS.add("one")))
                    .start();
            load.users(1).iterations(1).run(user -> CALLS.add("again"));
        }

        @PerfTest
        void broken(LoadBuilder load) {
            load.onController(user -> {
                        throw new IOException("no admin here");
                    })
                    .users(1)
                    .duration("1h")
                    .run(user -> {});
        }

        @PerfTest
        void neverRun(LoadBuilder load) {
            load.users(1).iterations(1).run(user -> {});
            load.beforeLoad(user -> {});
        }
    }

    @Test
    void fluentForm_codeBeforeALoad_runsBeforeThatLoadAlone() {
        TestRun.ofMethod(FluentTestCases.class, "twice", output).assertPassed("twice");

        assertThat(CALLS).containsExactly("/seed", "/warm", "one", "again");
    }

    @Test
    void fluentForm_failure_failsTheTestBeforeAnyLoad() {
        TestRun run = TestRun.ofMethod(FluentTestCases.class, "broken", output);

        assertThat(run.failure("broken"))
                .hasMessage("onController failed, so the load was not started: IOException: no admin here");
        assertThat(run.directories()).isEmpty();
    }

    @Test
    void fluentForm_codeForALoadThatIsNeverRun_failsTheTest() {
        assertThat(TestRun.ofMethod(FluentTestCases.class, "neverRun", output).failure("neverRun"))
                .hasMessage(
                        "FluentTestCases.neverRun set up a load that it did not run: call run(...) or start() on the"
                                + " LoadBuilder (set up: beforeLoad)");
    }
}
