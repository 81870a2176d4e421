// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.monitor.JmxTarget;
import io.github.perfjunit.monitor.Watch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult.Status;

/**
 * How steady objectives about work are, on a machine that is as busy as it is: many runs of the same load, and as many with
 * a tenth more memory for each request. Not a part of the build; {@code -Dwork.runs=50} runs it, and prints the rows of
 * the table in docs/work.md.
 */
@EnabledIfSystemProperty(named = "work.runs", matches = "\\d+")
class WorkSteadinessTests {

    private static final int RUNS = Integer.getInteger("work.runs", 0);

    @TempDir
    Path output;

    static class LoadTestCases {
        @LoadTest(users = 4, warmUp = "1s", iterations = 1000, baseUrl = "${shop.url}")
        @WorkSlo(allocated = "${shop.allocated}", bytesSent = "200B", bytesReceived = "700B", connections = "0.02")
        void visit(Http http) {
            http.get("/").send();
        }
    }

    static class JvmTestCases {
        @Watch(jmx = "${shop.jmx}", name = "shop")
        @LoadTest(users = 4, warmUp = "2s", iterations = 1000, thinkTime = "5ms", baseUrl = "${shop.url}")
        @WorkSlo(jvm = "shop", allocated = "${shop.allocated}")
        void visit(Http http) {
            http.get("/").send();
        }
    }

    private record Run(boolean passed, double allocated, double spread, double received, String message) {}

    private Run run(WorkServer shop, String limit, int number) {
        return run(LoadTestCases.class, "work", limit, number, "shop.url=" + shop.url());
    }

    private Run run(JmxTarget shop, String limit, int number) {
        return run(
                JvmTestCases.class,
                "work of shop",
                limit,
                number,
                "shop.url=" + shop.said(),
                "shop.jmx=" + shop.address());
    }

    private Run run(Class<?> tests, String section, String limit, int number, String... keys) {
        List<String> all = new ArrayList<>(List.of(keys));
        all.add("perf.invalid=fail");
        all.add("shop.allocated=" + limit);
        TestRun run = TestRun.of(tests, output.resolve(Integer.toString(number)), all.toArray(String[]::new));
        if (run.directories().isEmpty()) {
            throw new AssertionError(run.failure("visit"));
        }
        JsonNode each = run.results("WorkSteadinessTests." + tests.getSimpleName() + ".visit")
                .at("/sections/" + section + "/perIteration");
        return new Run(
                run.ends("visit").get(0).getStatus() == Status.SUCCESSFUL,
                each.at("/allocated/value").asDouble(),
                each.at("/allocated/spread").asDouble(),
                each.at("/bytesReceived/value").asDouble(),
                run.ends("visit")
                        .get(0)
                        .getThrowable()
                        .map(Throwable::getMessage)
                        .orElse(""));
    }

    @Test
    void manyRuns_ofOneCommit_neverFlip_andATenthMoreMemoryIsAlwaysFound() {
        try (WorkServer shop = WorkServer.start(40)) {
            double usual = run(shop, "1GiB", 0).allocated();
            String limit = Math.round(usual * 1.05) + "B";
            List<Run> same = new ArrayList<>();
            List<Run> more = new ArrayList<>();
            for (int i = 1; i <= RUNS; i++) {
                shop.allocate(40);
                same.add(run(shop, limit, 2 * i));
                shop.allocate(40 + (int) Math.ceil(usual / 1024 / 10));
                more.add(run(shop, limit, 2 * i + 1));
            }
            row("same", limit, same);
            row("a tenth more", limit, more);
            assertThat(same).allMatch(Run::passed);
            assertThat(more).noneMatch(Run::passed);
        }
    }

    @Test
    void manyRuns_againstAnotherJvm_neverFlip_andATenthMoreMemoryIsAlwaysFound() throws Exception {
        try (JmxTarget shop = JmxTarget.start("256m", WorkServer.class, "40")) {
            HttpClient client = HttpClient.newHttpClient();
            double usual = run(shop, "1GiB", 0).allocated();
            String limit = Math.round(usual * 1.05) + "B";
            List<Run> same = new ArrayList<>();
            List<Run> more = new ArrayList<>();
            for (int i = 1; i <= RUNS; i++) {
                allocate(client, shop, 40);
                same.add(run(shop, limit, 2 * i));
                allocate(client, shop, 40 + (int) Math.ceil(usual / 1024 / 10));
                more.add(run(shop, limit, 2 * i + 1));
            }
            row("same, another JVM", limit, same);
            row("a tenth more, another JVM", limit, more);
            assertThat(same).allMatch(Run::passed);
            assertThat(more).noneMatch(Run::passed);
        }
    }

    private static void allocate(HttpClient client, JmxTarget shop, int kibibytes) throws Exception {
        client.send(
                HttpRequest.newBuilder(URI.create(shop.said() + WorkServer.ALLOCATE + kibibytes))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private static void row(String name, String limit, List<Run> runs) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.0f to %.0f B (limit %s) | %.2f %% to %.2f %% | %.2f to %.2f B |%n",
                name,
                runs.size(),
                runs.stream().filter(Run::passed).count(),
                runs.stream().mapToDouble(Run::allocated).min().orElse(0),
                runs.stream().mapToDouble(Run::allocated).max().orElse(0),
                limit,
                runs.stream()
                        .mapToDouble(r -> 100 * r.spread() / r.allocated())
                        .min()
                        .orElse(0),
                runs.stream()
                        .mapToDouble(r -> 100 * r.spread() / r.allocated())
                        .max()
                        .orElse(0),
                runs.stream().mapToDouble(Run::received).min().orElse(0),
                runs.stream().mapToDouble(Run::received).max().orElse(0));
        runs.stream()
                .filter(r -> !r.passed())
                .map(Run::message)
                .distinct()
                .limit(3)
                .forEach(System.out::println);
    }
}
