// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole loads whose requests cannot be, or are never, sent: each fails, and says why. */
@Timeout(60)
class NeverSentTests {

    private static final String RELATIVE =
            "GET /x is relative, but the load has no baseUrl: set baseUrl on @LoadTest (or"
                    + " load.baseUrl(...)), or give an absolute URL";

    @TempDir
    private Path output;

    static class UnsentTestCases {
        @LoadTest(users = 2, iterations = 6, baseUrl = "http://127.0.0.1:1")
        void visit(Http http) {
            http.get("/x");
            http.post("/y").json("{}");
        }
    }

    static class UnsentBeforeTestCases {
        @LoadTest(users = 2, duration = "1s", baseUrl = "http://127.0.0.1:1")
        void loggedIn(VirtualUser user) {}

        @BeforeUser
        void login(Http http) {
            http.post("/login").form(Map.of("user", "ann"));
        }
    }

    @Test
    void requestsBuiltAndNotSent_failTheLoad() {
        TestRun run = TestRun.of(UnsentTestCases.class, output);

        assertThat(run.failure("visit")).isInstanceOf(SloViolation.class);
        JsonNode errors = results(run, "UnsentTestCases.visit").at("/errors");
        assertThat(errors).hasSize(2).allSatisfy(error -> {
            assertThat(error.get("kind").asText()).isEqualTo("not sent");
            assertThat(error.get("count").asLong()).isEqualTo(6);
        });
        assertThat(errors.findValuesAsText("message"))
                .containsExactlyInAnyOrder(
                        "GET /x was built and never sent; call send() on it",
                        "POST /y was built and never sent; call send() on it");
        assertThat(results(run, "UnsentTestCases.visit")
                        .at("/scenarios/0/iterations/error")
                        .asLong())
                .isEqualTo(6);
    }

    @Test
    void requestBuiltAndNotSentBeforeTheUser_failsTheLoad() {
        TestRun run = TestRun.of(UnsentBeforeTestCases.class, output);

        assertThat(run.failure("loggedIn")).isInstanceOf(AssertionError.class);
        assertThat(results(run, "UnsentBeforeTestCases.loggedIn")
                        .at("/errors/0/message")
                        .asText())
                .isEqualTo("before user: POST /login was built and never sent; call send() on it");
    }

    static class MistakenTestCases {
        @LoadTest(users = 4, duration = "20s")
        void relative(Http http) {
            http.get("/x").send();
        }

        @LoadTest(users = 4, duration = "20s")
        void relativeInAStep(Http http, VirtualUser user) throws Exception {
            user.step("home", () -> http.get("/x").send());
        }

        @LoadTest(maxUsers = 4, arrivalRate = "100/s", duration = "20s")
        void relativeAndWrapped(Http http) {
            try {
                http.get("/x").send();
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("cannot go home", e);
            }
        }

        @LoadTest(users = 4, duration = "20s", baseUrl = "http://127.0.0.1:1")
        void tooManyValues(Http http) {
            http.get("/x/{id}", 1, 2).send();
        }

        @LoadTest(users = 4, duration = "20s", baseUrl = "http://127.0.0.1:1")
        void noMethod(Http http) {
            http.request("G T", "/x").send();
        }

        @PerfTest
        void fluent(LoadBuilder load, Http http) {
            load.users(4).duration("20s").run(user -> http.get("/x").send());
        }
    }

    static class MistakenBeforeTestCases {
        @LoadTest(users = 4, duration = "20s")
        void visit(VirtualUser user) {}

        @BeforeUser
        void login(Http http) {
            http.get("/x").send();
        }
    }

    @Test
    @Timeout(30)
    void mistakeThatNoDataCanMend_endsTheLoadAtOnce() {
        TestRun run = TestRun.of(MistakenTestCases.class, output);

        assertCutOff(run, "relative", RELATIVE);
        assertCutOff(run, "relativeInAStep", RELATIVE);
        assertCutOff(run, "relativeAndWrapped", RELATIVE);
        assertCutOff(run, "tooManyValues", "URL '/x/{id}': has 1 place for values but got 2 values");
        assertCutOff(run, "noMethod", "method was 'G T' but must be one such as GET or POST");
        assertCutOff(run, "fluent", RELATIVE);
    }

    @Test
    void mistakeBeforeTheUser_endsTheLoadAtOnce() {
        TestRun run = TestRun.of(MistakenBeforeTestCases.class, output);

        assertThat(run.failure("visit"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("visit was cut off after 0 iterations: " + RELATIVE + "\n  report: ");
    }

    private static JsonNode results(TestRun run, String directory) {
        return run.results("NeverSentTests." + directory);
    }

    private static void assertCutOff(TestRun run, String method, String reason) {
        assertThat(run.failure(method)).isInstanceOf(AssertionError.class);
        String message = run.failure(method).getMessage();
        assertThat(message)
                .startsWith(method + " was cut off after ")
                .contains(": " + reason + "\n  report: ")
                .matches("(?s)" + method + " was cut off after \\d{1,3} iterations?: .*");
        assertThat(results(run, "MistakenTestCases." + method)
                        .findValue("stopReason")
                        .asText())
                .isEqualTo(reason);
    }
}
