// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * One run of test classes in a JUnit engine of its own. What must not depend on how busy this machine is runs with {@code
 * perf.invalid=warn}, unless a test says otherwise.
 */
public final class TestRun {

    private final EngineExecutionResults events;
    private final Path output;
    private final String printed;

    private TestRun(EngineExecutionResults events, Path output, String printed) {
        this.events = events;
        this.output = output;
        this.printed = printed;
    }

    /**
     * Runs all tests of a class.
     *
     * @param output value of {@code perf.output}
     * @param keys more configuration parameters, as {@code key=value}
     */
    static TestRun of(Class<?> testClass, Path output, String... keys) {
        return together(new Plan(testClass, output, List.of(keys))).get(0);
    }

    /** What {@link #of} takes. */
    record Plan(Class<?> testClass, Path output, List<String> keys) {

        private EngineTestKit.Builder kit() {
            EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(testClass))
                    .configurationParameter("perf.output", output.toString())
                    .configurationParameter("perf.progress", "off")
                    .configurationParameter("perf.report", "off")
                    .configurationParameter("perf.invalid", "warn");
            for (String key : keys) {
                int split = key.indexOf('=');
                kit.configurationParameter(key.substring(0, split), key.substring(split + 1));
            }
            return kit;
        }
    }

    /** Runs several at the same time; what they print is mixed. */
    static List<TestRun> together(Plan... plans) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            List<CompletableFuture<EngineExecutionResults>> others = Stream.of(plans)
                    .skip(1)
                    .map(plan -> CompletableFuture.supplyAsync(plan.kit()::execute, OwnThread.EACH))
                    .toList();
            List<EngineExecutionResults> ended =
                    new ArrayList<>(List.of(plans[0].kit().execute()));
            others.forEach(other -> ended.add(other.join()));
            String text = printed.toString(StandardCharsets.UTF_8);
            return IntStream.range(0, plans.length)
                    .mapToObj(i -> new TestRun(ended.get(i), plans[i].output(), text))
                    .toList();
        } finally {
            System.setOut(before);
        }
    }

    /** Returns how the tests of a method ended. */
    List<TestExecutionResult> ends(String method) {
        return events.testEvents()
                .finished()
                .filter(event ->
                        event.getTestDescriptor().getUniqueId().toString().contains(":" + method + "("))
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .toList();
    }

    /** Returns what a method failed with that makes tests, before it made any. */
    Throwable containerFailure(String method) {
        return events.containerEvents()
                .failed()
                .filter(event ->
                        event.getTestDescriptor().getUniqueId().toString().contains(":" + method + "("))
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(end -> end.getThrowable().stream())
                .findFirst()
                .orElseThrow();
    }

    private TestExecutionResult end(String method) {
        assertThat(ends(method)).hasSize(1);
        return ends(method).get(0);
    }

    void assertPassed(String method) {
        assertThat(ends(method)).isNotEmpty().allSatisfy(end -> {
            end.getThrowable().ifPresent(thrown -> {
                throw new AssertionError(method + " did not pass", thrown);
            });
            assertThat(end.getStatus()).isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
        });
    }

    /** Returns what the only test of a method failed with. */
    Throwable failure(String method) {
        TestExecutionResult end = end(method);
        assertThat(end.getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        return end.getThrowable().orElseThrow();
    }

    /** Returns what the only test of a method was aborted by. */
    Throwable abortion(String method) {
        TestExecutionResult end = end(method);
        assertThat(end.getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
        return end.getThrowable().orElseThrow();
    }

    /** Returns the names of the results' directories, in order. */
    List<String> directories() {
        if (!Files.exists(output)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(output)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the result of the only load. */
    JsonNode results() {
        assertThat(directories()).hasSize(1);
        return results(directories().get(0));
    }

    JsonNode results(String directory) {
        try {
            return new JsonMapper()
                    .readTree(output.resolve(directory).resolve("results.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what was written to {@code System.out}. */
    String printed() {
        return printed;
    }

    /** Returns the first line of a message. */
    static String headline(Throwable thrown) {
        return Optional.ofNullable(thrown.getMessage())
                .orElse("")
                .lines()
                .findFirst()
                .orElse("");
    }
}
