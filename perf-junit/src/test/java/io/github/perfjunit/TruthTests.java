// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.monitor.JmxTarget;
import io.github.perfjunit.monitor.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kinds of load against servers whose truth is known, in forms of one to five minutes, and their healthy twins. Not part of
 * the build: {@code examples/benchmarks/kinds} runs them and keeps what they found.
 */
@Tag("truth")
class TruthTests {

    private static final Duration GOOD = Duration.ofMillis(20);
    private static final Duration BROKEN = Duration.ofMillis(700);

    static class Loads {

        @Stress(baseUrl = "${truth.url}", users = 5, upTo = "20", hold = "10s", settle = "2s", recovery = "30s")
        @Slo(p95 = "400ms")
        void stress(Http http) {
            http.get("/").send();
        }

        /** Four workers of 50 ms do 80/s: 4 s at 160/s leave 320, which are gone after 320 / (80 - 20) = 5 s. */
        @Spike(
                baseUrl = "${truth.url}",
                arrivalRate = "20/s",
                spike = "160/s",
                spikeFor = "4s",
                before = "15s",
                settle = "1s",
                after = "60s",
                maxUsers = 200)
        @Slo(p95 = "500ms")
        void spike(Http http) {
            http.get("/").send();
        }

        @Soak(baseUrl = "${truth.url}", users = 4, duration = "5m")
        @Slo(p95 = "5s")
        void soak(Http http) {
            http.get("/").send();
        }

        @Watch(jmx = "${truth.jmx}", name = "target")
        @Soak(baseUrl = "${truth.url}", users = 4, warmUp = "5s", duration = "5m", forceGc = true)
        @Slo(p95 = "5s")
        void watched(Http http) {
            http.get("/").send();
        }

        /** Twenty permits of 10 ms do 2,000/s: with n users a request takes n / 2,000 s, so that 200 users keep 100 ms. */
        @Capacity(baseUrl = "${truth.url}", users = 130, upTo = "400", hold = "10s", settle = "2s")
        @Slo(p95 = "100ms")
        void capacity(Http http) {
            http.get("/").send();
        }

        @Capacity(
                baseUrl = "${truth.url}",
                arrivalRate = "1200/s",
                upTo = "4000/s",
                maxUsers = 500,
                hold = "10s",
                settle = "2s")
        @Slo(p95 = "100ms")
        void rate(Http http) {
            http.get("/").send();
        }

        @Capacity(baseUrl = "${truth.url}", users = 2, upTo = "10", hold = "10s", settle = "2s")
        @Slo(p95 = "400ms")
        void bears(Http http) {
            http.get("/").send();
        }
    }

    @TempDir
    private Path output;

    private @Nullable Throwable thrown;

    private JsonNode run(String load, TruthServer server) {
        try (server) {
            TestRun run = TestRun.ofMethod(Loads.class, load, output, "truth.url=" + server.url(), "perf.invalid=fail");
            thrown = run.ends(load).get(0).getThrowable().orElse(null);
            return run.results().at("/sections");
        }
    }

    @Test
    void stress_serverThatBreaksAboveTwelveUsers() {
        JsonNode found =
                run("stress", TruthServer.breakingAbove(12, GOOD, BROKEN)).at("/stress");

        double held = found.at("/lastHeld").asDouble();
        double missed = found.at("/firstMissed").asDouble();
        String recovery = found.at("/recovery/verdict").asText();
        long after = found.at("/recovery/afterMs").asLong();
        TruthTable.add(
                "stress: breaks above 12 users, recovers at once",
                "breaks between 10 and 15 users, give or take a step; recovered within 8 s",
                found.at("/breakingPoint").asText() + "; " + recovery + " after " + after + " ms",
                held >= 5 && missed <= 20 && held < 15 && missed > 10 && recovery.equals("recovered") && after <= 8000,
                thrown);
    }

    @Test
    void stress_healthyServer() {
        JsonNode found = run("stress", TruthServer.healthy(GOOD)).at("/stress");

        String point = found.at("/breakingPoint").asText();
        TruthTable.add(
                "stress: healthy twin",
                "does not break",
                point,
                point.equals("not reached: 20 users were held"),
                thrown);
    }

    @Test
    void spike_serverWithAQueue() {
        JsonNode found =
                run("spike", TruthServer.withWorkers(4, Duration.ofMillis(50))).at("/spike");

        String verdict = found.at("/recovery/verdict").asText();
        long after = found.at("/recovery/afterMs").asLong();
        TruthTable.add(
                "spike: a queue of 320 requests, drained at 60/s",
                "recovered after 5.3 s, give or take 8 s",
                verdict + " after " + after + " ms",
                verdict.equals("recovered") && Math.abs(after - 5300) <= 8000,
                thrown);
    }

    @Test
    void spike_healthyServer() {
        JsonNode found = run("spike", TruthServer.healthy(GOOD)).at("/spike");

        String verdict = found.at("/recovery/verdict").asText();
        long after = found.at("/recovery/afterMs").asLong();
        TruthTable.add(
                "spike: healthy twin",
                "recovered at once, give or take 8 s",
                verdict + " after " + after + " ms",
                verdict.equals("recovered") && after <= 8000,
                thrown);
    }

    @Test
    void capacity_serverOfTwentyPermits() {
        JsonNode found = run("capacity", TruthServer.withWorkers(20, Duration.ofMillis(10)))
                .at("/capacity");

        double users = found.at("/load").asDouble();
        double rate = found.at("/perSecond").asDouble();
        TruthTable.add(
                "capacity: 20 permits of 10 ms, p95 of 100 ms",
                "2,000/s, give or take 10 %, by 200 users or a quarter less, for a p95 holds the delays of this machine too",
                found.at("/summary").asText() + "; " + Math.round(rate) + "/s",
                users >= 150 && users <= 220 && Math.abs(rate - 2000) <= 200,
                thrown);
    }

    @Test
    void capacity_serverOfTwentyPermitsAtARate() {
        JsonNode found =
                run("rate", TruthServer.withWorkers(20, Duration.ofMillis(10))).at("/capacity");

        double rate = found.at("/load").asDouble();
        TruthTable.add(
                "capacity as a rate: 20 permits of 10 ms, p95 of 100 ms",
                "2,000/s, give or take 10 %",
                found.at("/summary").asText(),
                Math.abs(rate - 2000) <= 200,
                thrown);
    }

    @Test
    void capacity_healthyServer() {
        JsonNode found = run("bears", TruthServer.healthy(GOOD)).at("/capacity");

        String summary = found.at("/summary").asText();
        TruthTable.add(
                "capacity: healthy twin",
                "no limit up to 10 users",
                summary,
                summary.equals("10 users at least, the highest load that was tried, verified"),
                thrown);
    }

    private static String verdicts(JsonNode soak) {
        List<String> all = new ArrayList<>();
        soak.at("/figures")
                .forEach(figure -> all.add(figure.at("/name").asText() + " "
                        + figure.at("/verdict").asText() + " by "
                        + Math.round(figure.at("/change").asDouble()) + " "
                        + figure.at("/unit").asText()));
        return String.join(", ", all);
    }

    @Test
    void soak_serverThatBecomesSlower() {
        Duration slower = GOOD.multipliedBy(17).dividedBy(10);
        JsonNode found = run("soak", TruthServer.degrading(GOOD, slower, Duration.ofMinutes(5)))
                .at("/soak");

        String p50 = found.at("/figures/0/verdict").asText();
        TruthTable.add(
                "soak: 70 % slower after 5 min",
                "p50 drifts by 62 % between the first and the last twelfth, give or take 30",
                verdicts(found),
                p50.equals("drifting") && Math.abs(found.at("/figures/0/change").asDouble() - 62) <= 30,
                thrown);
    }

    @Test
    void soak_healthyServer() {
        JsonNode found = run("soak", TruthServer.healthy(GOOD)).at("/soak");

        TruthTable.add(
                "soak: healthy twin, 5 min",
                "nothing drifts",
                verdicts(found),
                !found.at("/verdict").asText().equals("drifting"),
                thrown);
    }

    private JsonNode heap(TruthJvm.Heap heap) throws IOException {
        try (JmxTarget target = TruthJvm.start(heap)) {
            TestRun run = TestRun.ofMethod(
                    Loads.class,
                    "watched",
                    output,
                    "truth.url=" + target.said(),
                    "truth.jmx=" + target.address(),
                    "perf.invalid=fail");
            thrown = run.ends("watched").get(0).getThrowable().orElse(null);
            for (JsonNode figure : run.results().at("/sections/soak/figures")) {
                if (figure.at("/name").asText().startsWith("heap of target")) {
                    return figure;
                }
            }
            throw new AssertionError("the heap was not judged: " + run.results().at("/sections/soak"));
        }
    }

    private static String verdict(JsonNode figure) {
        return figure.at("/verdict").asText() + ", "
                + Math.round(figure.at("/change").asDouble()) + " "
                + figure.at("/unit").asText();
    }

    @Test
    void soak_jvmThatLeaks() throws IOException {
        JsonNode found = heap(TruthJvm.Heap.LEAK);

        TruthTable.add(
                "soak: a JVM that keeps 2 KiB of each request, by JMX, 5 min",
                "its heap is drifting",
                verdict(found),
                found.at("/verdict").asText().equals("drifting"),
                thrown);
    }

    @Test
    void soak_jvmWhoseCacheFills() throws IOException {
        JsonNode found = heap(TruthJvm.Heap.CACHE);

        String verdict = found.at("/verdict").asText();
        TruthTable.add(
                "soak: a JVM with a bounded cache, by JMX, 5 min",
                "its heap is still filling, or stable",
                verdict(found),
                verdict.equals("still filling") || verdict.equals("stable"),
                thrown);
    }

    @Test
    void soak_jvmThatKeepsNothing() throws IOException {
        JsonNode found = heap(TruthJvm.Heap.CLEAN);

        TruthTable.add(
                "soak: healthy twin of both JVMs",
                "its heap is stable",
                verdict(found),
                found.at("/verdict").asText().equals("stable"),
                thrown);
    }
}
