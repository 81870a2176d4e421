// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Loads that must not pass, because what is asserted holds only for a part of what happened, or for nothing; each on a
 * server that does what it is told.
 */
class FalseVerdictTests {

    private static final long MS = 1_000_000;

    private static HttpServer server;
    private static ExecutorService threads;
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);
    private static volatile long begun;
    private static volatile LoadResult result;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @TempDir
    private Path output;

    @BeforeAll
    static void startServer() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/ok", exchange -> answer(exchange, 204));
        server.createContext("/half", exchange -> answer(exchange, COUNT.getAndIncrement() % 2 == 0 ? 204 : 503));
        server.createContext("/broken", exchange -> answer(exchange, 503));
        server.createContext("/both", exchange -> answer(exchange, COUNT.getAndIncrement() % 2 == 0 ? 500 : 503));
        server.createContext("/hangs", exchange -> {
            if (System.nanoTime() - begun > 500 * MS) {
                hang();
            }
            pause(20);
            answer(exchange, 204);
        });
        server.createContext("/never", exchange -> hang());
        server.createContext("/five", exchange -> {
            ONE_AT_A_TIME.acquireUninterruptibly();
            try {
                pause(200);
            } finally {
                ONE_AT_A_TIME.release();
            }
            answer(exchange, 204);
        });
        server.createContext("/ten", exchange -> {
            pause(10);
            answer(exchange, 204);
        });
        server.start();
    }

    @AfterAll
    static void stopServer() {
        NEVER.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void hang() {
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        long until = System.nanoTime() + millis * MS;
        for (long left = millis * MS; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hangsWithALimit",
                "hangsWithoutALimit",
                "hangsAndIsCaughtByTheBody",
                "hangsInAStep",
                "hangsInTheBody",
                "hangsInOneOfTwoRequests",
                "hangsInTheSetUpOfSomeUsers",
                "neverAnswers",
                "throughputOfWhatBegan",
                "halfOfTheBodiesFail",
                "neverSent",
                "neverSentBesideOneThatIs",
                "checksFail",
                "errorsInOneOfTwoScenarios"
            })
    void load_thatOnlySeemsToHold_fails(String method) {
        begun = System.nanoTime();
        TestRun run = TestRun.ofMethod(RedTestCases.class, method, output);

        assertThat(run.ends(method)).as(method).singleElement().satisfies(end -> assertThat(end.getThrowable())
                .as(run.printed())
                .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phaseAtAllErrors",
                "phaseAtHalfErrors",
                "stretchAtHalfErrors",
                "kindThatIsNotThere",
                "oneKindOfTwo",
                "oneScenarioOfTwo",
                "oneRequestOfTwo",
                "noLoadAtAll",
                "loadThatIsNeverRun",
                "scenarioThatIsNeverRun",
                "sumOfTwoScenariosInTurn",
                "droppedOnlySomewhere",
                "missIsCaught",
                "missIsCaughtBesideAnotherCheck",
                "noErrorIsCaught",
                "softAssertionsAreNeverAsserted",
                "failedChecksAreCaught",
                "oneScenarioOnlySkips",
                "oneScenarioNeverComesBack",
                "failsAfterTheMeasuredTime"
            })
    void fluentLoad_thatOnlySeemsToHold_fails(String method) {
        begun = System.nanoTime();
        TestRun run = TestRun.ofMethod(RedFluentTestCases.class, method, output);

        assertThat(run.ends(method)).as(method).singleElement().satisfies(end -> assertThat(end.getThrowable())
                .as(run.printed())
                .isPresent());
    }

    @Test
    void requestOfAShortScenario_hasTheRateOfThatScenario() {
        TestRun.of(RatesTestCases.class, output).assertPassed("besideEachOther");

        assertThat(result.request("short").throughput()).isCloseTo(20, within(6.0));
        assertThat(result.request("long").throughput()).isCloseTo(20, within(6.0));
        assertThat(result.scenario("short").duration()).isBetween(ofMillis(950), ofMillis(1_100));
        assertThat(result.measured()).isBetween(ofMillis(2_950), ofMillis(3_100));
    }

    @Test
    void loadThatIsNotJudged_isNotCalledPassed() {
        TestRun run = TestRun.of(ScaledTestCases.class, output, "perf.slo=report");

        run.assertPassed("fine");
        assertThat(run.printed()).contains("NOT JUDGED").doesNotContain("PASSED");
    }

    static class RedTestCases {

        @LoadTest(users = 3, duration = "1500ms", gracefulStop = "1s")
        @Slo(max = "1s")
        void hangsWithALimit(Http http) {
            http.get(url("/hangs")).send();
        }

        @LoadTest(users = 3, duration = "1500ms", gracefulStop = "1s")
        void hangsWithoutALimit(Http http) {
            http.get(url("/hangs")).send();
        }

        @LoadTest(users = 3, duration = "1500ms", gracefulStop = "1s")
        void hangsAndIsCaughtByTheBody(Http http) {
            try {
                http.get(url("/hangs")).send();
            } catch (RuntimeException e) {
                assertThat(e).isNotNull(); // goes on all the same
            }
        }

        @LoadTest(users = 3, duration = "1500ms", gracefulStop = "1s")
        void hangsInAStep(VirtualUser user) {
            user.step("work", () -> {
                Thread.sleep(System.nanoTime() - begun > 500 * MS ? 60_000 : 10);
            });
        }

        @LoadTest(users = 3, duration = "1500ms", gracefulStop = "1s")
        void hangsInTheBody(Http http) throws Exception {
            http.get(url("/ok")).send();
            if (System.nanoTime() - begun > 500 * MS) {
                NEVER.await();
            }
        }

        @LoadTest(users = 4, duration = "1500ms", gracefulStop = "1s")
        void hangsInOneOfTwoRequests(Http http, VirtualUser user) {
            if (user.id() == 0) {
                http.get(url("/hangs")).send();
            } else {
                http.get(url("/ten")).send();
            }
        }

        @LoadTest(users = 4, rampUp = "200ms", duration = "1s", gracefulStop = "500ms")
        void hangsInTheSetUpOfSomeUsers(Http http) {
            http.get(url("/ten")).send();
        }

        @BeforeUser
        void login(VirtualUser user) throws InterruptedException {
            if (user.scenario().equals("hangsInTheSetUpOfSomeUsers") && user.id() == 3) {
                NEVER.await();
            }
        }

        @LoadTest(users = 2, duration = "500ms", gracefulStop = "200ms")
        void neverAnswers(Http http) {
            http.get(url("/never")).send();
        }

        @LoadTest(users = 20, duration = "2s")
        @Slo(throughput = "10/s")
        void throughputOfWhatBegan(Http http) {
            http.get(url("/five")).send();
        }

        @LoadTest(users = 2, duration = "1s")
        @Slo(errorRate = "1%")
        void halfOfTheBodiesFail(Http http, VirtualUser user) {
            http.get(url("/ten")).send();
            assertThat(user.iteration() % 2).isZero();
        }

        @LoadTest(users = 2, duration = "1s")
        void neverSent(Http http) {
            http.get(url("/ok"));
            pause(5);
        }

        @LoadTest(users = 2, duration = "1s")
        void neverSentBesideOneThatIs(Http http) {
            http.get(url("/ten")).send();
            http.post(url("/ok")).json("{}");
        }

        @LoadTest(users = 2, duration = "1s")
        void checksFail(Http http, VirtualUser user) {
            http.get(url("/ten")).send();
            user.check("is even", user.iteration() % 2 == 0);
        }

        @LoadTest(users = 2, duration = "1s")
        @Slo(request = "GET /ok", errorRate = "100%")
        void errorsInOneOfTwoScenarios(Http http) {
            http.get(url("/half")).send();
        }
    }

    static class RedFluentTestCases {

        @PerfTest
        void phaseAtAllErrors(LoadBuilder load, Http http) {
            LoadResult done = load.users(2).rampUp("200ms").duration("800ms").run(user -> http.get(url("/broken"))
                    .send());
            assertThat(done).phase(Phase.RAMP_UP).errorRate().isGreaterThanOrEqualTo(percent(0));
        }

        @PerfTest
        void phaseAtHalfErrors(LoadBuilder load, Http http) {
            LoadResult done = load.users(2).rampUp("200ms").duration("800ms").run(user -> http.get(url("/half"))
                    .send());
            assertThat(done).phase(Phase.RAMP_DOWN).count().isZero();
            assertThat(done).phase(Phase.RAMP_UP).errorRate().isLessThanOrEqualTo(percent(100));
        }

        @PerfTest
        void stretchAtHalfErrors(LoadBuilder load, Http http) {
            LoadResult done = load.users(2).duration("2s").run(user -> http.get(url("/half"))
                    .send());
            assertThat(done).during(ofSeconds(0), ofSeconds(1)).errorRate().isLessThan(percent(90));
        }

        @PerfTest
        void kindThatIsNotThere(LoadBuilder load, Http http) {
            LoadResult done = load.users(2).duration("1s").run(user -> http.get(url("/half"))
                    .send());
            assertThat(done).errors().ofKind("timeout").isZero();
        }

        @PerfTest
        void oneKindOfTwo(LoadBuilder load, Http http) {
            LoadResult done = load.users(2).duration("1s").run(user -> http.get(url("/both"))
                    .send());
            assertThat(done).errors().ofKind("503").isGreaterThan(0);
        }

        @PerfTest
        void oneScenarioOfTwo(LoadBuilder load, Http http) {
            LoadResult done = load.scenario(
                            "good", s -> s.users(1).duration("1s").run(user -> http.get(url("/ok"))
                                    .send()))
                    .scenario("bad", s -> s.users(1).duration("1s").run(user -> http.get(url("/half"))
                            .send()))
                    .start();
            assertThat(done).scenario("good").errorRate().isZero();
        }

        @PerfTest
        void oneRequestOfTwo(LoadBuilder load, Http http) {
            LoadResult done = load.users(1).duration("1s").run(user -> {
                http.get(url("/ok")).name("good").send();
                http.get(url("/half")).name("bad").send();
            });
            assertThat(done).request("good").errorRate().isZero();
        }

        @PerfTest
        void noLoadAtAll(LoadBuilder load) {
            assertThat(load).isNotNull();
        }

        @PerfTest
        void loadThatIsNeverRun(LoadBuilder load) {
            load.users(5).duration("1s");
        }

        @PerfTest
        void scenarioThatIsNeverRun(LoadBuilder load, Http http) {
            load.scenario("one", s -> s.users(1).duration("1s").run(user -> http.get(url("/ok"))
                    .send()));
        }

        @PerfTest
        void sumOfTwoScenariosInTurn(LoadBuilder load, Http http) {
            LoadResult done = load.scenario(
                            "first", s -> s.arrivalRate("50/s").duration("1s").run(user -> http.get(url("/ok"))
                                    .send()))
                    .scenario("second", s -> s.startAfter("1s")
                            .arrivalRate("50/s")
                            .duration("1s")
                            .run(user -> http.get(url("/ok")).send()))
                    .start();
            assertThat(done).throughput().isGreaterThan("75/s");
        }

        private static LoadResult half(LoadBuilder load, Http http) {
            return load.users(2).duration("800ms").run(user -> {
                user.check("is even", user.iteration() % 2 == 0);
                http.get(url("/half")).send();
            });
        }

        private static void caught(Runnable check) {
            try {
                check.run();
            } catch (AssertionError e) {
                assertThat(e).isNotNull(); // and forgotten
            }
        }

        @PerfTest
        void missIsCaught(LoadBuilder load, Http http) {
            LoadResult done = half(load, http);
            assertThat(done).failedChecks().isGreaterThan(0);
            caught(() -> assertThat(done).errorRate().isZero());
        }

        @PerfTest
        void missIsCaughtBesideAnotherCheck(LoadBuilder load, Http http) {
            LoadResult done = half(load, http);
            assertThat(done).failedChecks().isGreaterThan(0);
            caught(() -> assertThat(done).request("GET /half").errorRate().isLessThan(percent(1)));
            assertThat(done).request("GET /half").p50().isLessThan(ofSeconds(30));
        }

        @PerfTest
        void noErrorIsCaught(LoadBuilder load, Http http) {
            LoadResult done = half(load, http);
            assertThat(done).failedChecks().isGreaterThan(0);
            caught(() -> assertThat(done).errors().hasNoError());
        }

        @PerfTest
        void softAssertionsAreNeverAsserted(LoadBuilder load, Http http) {
            LoadResult done = half(load, http);
            assertThat(done).failedChecks().isGreaterThan(0);
            new SoftAssertions().check(() -> assertThat(done).errorRate().isZero());
        }

        @PerfTest
        void failedChecksAreCaught(LoadBuilder load, Http http) {
            LoadResult done = half(load, http);
            assertThat(done).errorRate().isLessThan(percent(90));
            caught(() -> assertThat(done).failedChecks().isZero());
        }

        @PerfTest
        void oneScenarioOnlySkips(LoadBuilder load, Http http) {
            load.scenario("works", s -> s.users(1).duration("800ms").run(user -> http.get(url("/ten"))
                            .send()))
                    .scenario("skips", s -> s.users(1).duration("800ms").run(user -> {
                        pause(10);
                        Assumptions.abort("not here");
                    }))
                    .start();
        }

        @PerfTest
        void oneScenarioNeverComesBack(LoadBuilder load, Http http) {
            load.scenario("works", s -> s.users(1).duration("800ms").run(user -> http.get(url("/ten"))
                            .send()))
                    .scenario("hangs", s -> s.users(1)
                            .duration("800ms")
                            .gracefulStop("100ms")
                            .run(user -> NEVER.await()))
                    .start();
        }

        @PerfTest
        void failsAfterTheMeasuredTime(LoadBuilder load, Http http) {
            load.users(2).duration("500ms").run(user -> {
                http.get(url("/ok")).send();
                pause(600);
                http.get(url("/broken")).send();
            });
        }

        @PerfTest
        void droppedOnlySomewhere(LoadBuilder load, Http http) {
            LoadResult done = load.arrivalRate("100/s")
                    .maxUsers(1)
                    .overflow(Overflow.DROP)
                    .duration("1s")
                    .run(user -> {
                        pause(50);
                        http.get(url("/ok")).send();
                    });
            assertThat(done).p50().isLessThan(ofSeconds(30));
        }
    }

    static class RatesTestCases {
        @PerfTest
        void besideEachOther(LoadBuilder load) {
            result = load.scenario(
                            "short",
                            s -> s.arrivalRate("20/s").duration("1s").run(user -> user.step("short", () -> {})))
                    .scenario(
                            "long", s -> s.arrivalRate("20/s").duration("3s").run(user -> user.step("long", () -> {})))
                    .start();
        }
    }

    static class ScaledTestCases {
        @LoadTest(users = 2, duration = "1s")
        @Slo(throughput = "100000/s")
        void fine(Http http) {
            http.get(url("/ten")).send();
        }
    }
}
