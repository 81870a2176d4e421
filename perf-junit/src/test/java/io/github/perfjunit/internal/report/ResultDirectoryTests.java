// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultDirectoryTests {

    private static final String UNFINISHED = "the load had not ended when this was written";

    @TempDir
    private Path output;

    private ResultDirectory open(Supplier<@Nullable LoadData> snapshots) {
        return open(ExampleLoad.TEST, "run-1", snapshots);
    }

    private ResultDirectory open(TestName test, String run, Supplier<@Nullable LoadData> snapshots) {
        return ResultDirectory.open(
                output,
                new ResultDirectory.Header(test, run, ExampleLoad.closed(), ExampleLoad.START),
                snapshots,
                false);
    }

    @Test
    void monitors_beyondTheMost_areNoted() {
        ResultDirectory directory = ResultDirectory.open(
                output,
                new ResultDirectory.Header(ExampleLoad.TEST, "run-1", ExampleLoad.closed(), ExampleLoad.START),
                () -> null,
                true);
        Interval interval = ExampleLoad.interval(0, Phase.MEASURE, 0);
        directory.sampled(
                interval,
                IntStream.rangeClosed(0, 100)
                        .mapToObj(i -> new GaugeSample("gauge " + i, "", i))
                        .toList());

        assertThat(directory.monitors()).hasSize(100);
        assertThat(directory.finish(new ExampleLoad().result(), Verdict.PASSED, List.of()))
                .containsExactly("monitors.csv has only the first 100 monitors");
    }

    @Test
    void samplesOfMonitors_areWrittenWithTheIntervalThatTheyBelongTo() throws IOException {
        ResultDirectory directory = ResultDirectory.open(
                output,
                new ResultDirectory.Header(ExampleLoad.TEST, "run-1", ExampleLoad.closed(), ExampleLoad.START),
                () -> null,
                true);
        Interval first = ExampleLoad.interval(0, Phase.RAMP_UP, 0);
        Interval second = ExampleLoad.interval(1, Phase.MEASURE, 0);
        directory.accept(first);
        directory.accept(second);

        directory.sampled(second, List.of(new GaugeSample("quick", "", 2)));
        directory.sampled(first, List.of(new GaugeSample("slow", "", 1)));
        directory.finish(new ExampleLoad().result(), Verdict.PASSED, List.of());
        directory.sampled(second, List.of(new GaugeSample("after", "", 3)));

        assertThat(Files.readAllLines(directory.path().resolve("monitors.csv")))
                .containsExactly("t_ms,phase,monitor,unit,value", "2000,measure,quick,,2", "1000,ramp-up,slow,,1");
        assertThat(directory.monitors())
                .extracting(MonitorSummary::name, MonitorSummary::samples)
                .containsExactly(tuple("quick", 1L), tuple("slow", 0L));
    }

    private static void feed(ResultDirectory directory, int from, int to) {
        for (int second = from; second < to; second++) {
            directory.accept(ExampleLoad.interval(
                    second, Phase.MEASURE, 0, ExampleLoad.series("GET /products", Phase.MEASURE, 10, 0, 0)));
        }
    }

    private static JsonNode results(ResultDirectory directory) throws IOException {
        return new JsonMapper()
                .readTree(directory.path().resolve("results.json").toFile());
    }

    private static LoadData elapsed(long millis) {
        LoadData data = new ExampleLoad().data();
        return new LoadData(
                data.start(),
                millis,
                data.series(),
                data.scenarios(),
                data.errors(),
                data.checks(),
                data.generator(),
                "",
                0);
    }

    @Test
    void wholeLoad_leavesThreeFiles() throws IOException {
        ResultDirectory directory = open(() -> elapsed(1));
        feed(directory, 0, 12);
        LoadResult result = new LoadResult(
                "CatalogLoadTest.visit",
                new ExampleLoad().data(),
                directory.timeline(),
                directory.path(),
                Enforcement.ENFORCE);
        result.ledger().add(ExampleLoad.objective("all requests", "p95", 1_000, 910, null));

        List<String> notes = directory.finish(result, Verdict.PASSED, List.of("scaled 0.2"));
        feed(directory, 12, 30);

        assertThat(notes).containsExactly("scaled 0.2");
        assertThat(directory.path()).isEqualTo(output.resolve("CatalogLoadTest.visit"));
        try (var files = Files.list(directory.path())) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("results.json", "intervals.csv", "latency.hlog");
        }
        assertThat(results(directory).at("/verdict").asText()).isEqualTo("PASSED");
        assertThat(results(directory).at("/objectives/0/passed").asBoolean()).isTrue();
        assertThat(results(directory).at("/histogramLog/tags").has("GET_/products"))
                .isTrue();
        assertThat(Files.readAllLines(directory.path().resolve("intervals.csv")))
                .hasSize(13);
        List<Interval> timeline = new ArrayList<>();
        result.timeline().forEach(timeline::add);
        assertThat(timeline).hasSize(12);
    }

    @Test
    void finishAgain_addsLaterObjectives() throws IOException {
        ResultDirectory directory = open(() -> null);
        LoadResult result = new ExampleLoad().result();
        directory.finish(result, Verdict.PASSED, List.of());
        result.ledger().add(ExampleLoad.objective("all requests", "p95", 100, 910, null));
        directory.finish(result, Verdict.FAILED, List.of());

        assertThat(results(directory).at("/verdict").asText()).isEqualTo("FAILED");
        assertThat(results(directory).at("/objectives")).hasSize(1);
    }

    @Test
    void snapshot_everyTenSecondsOfTheLoad() throws IOException {
        long[] asked = {0};
        ResultDirectory directory = open(() -> ++asked[0] == 1 ? null : elapsed(asked[0]));

        feed(directory, 0, 10);
        assertThat(directory.path().resolve("results.json")).doesNotExist();
        feed(directory, 10, 39);

        assertThat(asked[0]).isEqualTo(3);
        assertThat(results(directory).at("/verdict").asText()).isEqualTo("INCOMPLETE");
        assertThat(results(directory).at("/run/durationMs").asInt()).isEqualTo(3);
        assertThat(results(directory).at("/notes").toString()).isEqualTo("[\"" + UNFINISHED + "\"]");
    }

    @Test
    void snapshotThatFails_isNotedOnceAndTheLoadGoesOn() throws IOException {
        ResultDirectory directory = open(() -> {
            throw new IllegalStateException("not now");
        });
        feed(directory, 0, 40);

        assertThat(directory.finish(new ExampleLoad().result(), Verdict.PASSED, List.of()))
                .containsExactly("a snapshot of results.json could not be written: IllegalStateException: not now");
        assertThat(results(directory).at("/verdict").asText()).isEqualTo("PASSED");
        assertThat(results(directory).at("/notes")).hasSize(1);
    }

    @Test
    void emergency_writesTheNewestFiguresAndClosesTheFiles() throws IOException {
        long[] asked = {0};
        ResultDirectory directory = open(() -> elapsed(++asked[0]));
        feed(directory, 0, 12);

        directory.emergency();
        directory.emergency();
        feed(directory, 12, 40);

        assertThat(results(directory).at("/verdict").asText()).isEqualTo("INCOMPLETE");
        assertThat(results(directory).at("/run/durationMs").asInt()).isEqualTo(2);
        assertThat(Files.readAllLines(directory.path().resolve("intervals.csv")))
                .hasSize(13);
    }

    @Test
    @Timeout(2)
    void emergency_whileTheLoadHangs_usesTheLastSnapshot() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        long[] asked = {0};
        ResultDirectory directory = open(() -> {
            if (++asked[0] > 1) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return elapsed(asked[0]);
        });
        feed(directory, 0, 12);

        directory.emergency();

        never.countDown();
        assertThat(results(directory).at("/run/durationMs").asInt()).isEqualTo(1);
    }

    @Test
    @Timeout(2)
    void emergency_whileAWriteHangs_givesUp() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ResultDirectory directory = open(() -> {
            inside.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        Thread intervals = new Thread(() -> feed(directory, 0, 11));
        intervals.start();
        inside.await();

        directory.emergency();

        never.countDown();
        intervals.join(Duration.ofSeconds(1).toMillis());
        assertThat(directory.path().resolve("results.json")).doesNotExist();
    }

    @Test
    void emergency_afterTheEnd_changesNothing() throws IOException {
        ResultDirectory directory = open(() -> elapsed(7));
        feed(directory, 0, 12);
        directory.finish(new ExampleLoad().result(), Verdict.PASSED, List.of());

        directory.emergency();

        assertThat(results(directory).at("/verdict").asText()).isEqualTo("PASSED");
    }

    @Test
    void endAfterAnEmergency_wins() throws IOException {
        ResultDirectory directory = open(() -> elapsed(7));
        directory.emergency();
        directory.finish(new ExampleLoad().result(), Verdict.ABORTED, List.of());

        assertThat(results(directory).at("/verdict").asText()).isEqualTo("ABORTED");
    }

    @Test
    void earlierRun_isRemovedAndForeignFilesStay() throws IOException {
        Path folder = Files.createDirectories(output.resolve("CatalogLoadTest.visit"));
        List<String> own = List.of("results.json", "results.json.tmp", "latency.hlog", "intervals.csv", "monitors.csv");
        List<String> foreign = List.of("notes.txt", "results.json.bak", "old.csv", "report.html", ".keep");
        for (String name : own) {
            Files.writeString(folder.resolve(name), "old");
        }
        for (String name : foreign) {
            Files.writeString(folder.resolve(name), "mine");
        }
        Files.createDirectories(folder.resolve("kept"));

        ResultDirectory directory = open(() -> null);

        assertThat(directory.path()).isEqualTo(folder);
        assertThat(folder.resolve("results.json")).doesNotExist();
        assertThat(folder.resolve("results.json.tmp")).doesNotExist();
        assertThat(folder.resolve("monitors.csv")).doesNotExist();
        assertThat(folder.resolve("latency.hlog")).content().doesNotContain("old");
        assertThat(folder.resolve("intervals.csv")).content().doesNotContain("old");
        assertThat(folder.resolve("kept")).isDirectory();
        for (String name : foreign) {
            assertThat(folder.resolve(name)).hasContent("mine");
        }
    }

    private void assertRefused(Path parent, String message) {
        ResultDirectory.Header header =
                new ResultDirectory.Header(ExampleLoad.TEST, "run-1", ExampleLoad.closed(), ExampleLoad.START);
        assertThatThrownBy(() -> ResultDirectory.open(parent, header, () -> null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void outputThatIsALink_isRefused() throws IOException {
        Path foreign = Files.createDirectories(output.resolve("foreign"));
        Path link = Files.createSymbolicLink(output.resolve("link"), foreign);
        Path dangling = Files.createSymbolicLink(output.resolve("dangling"), output.resolve("nowhere"));

        for (Path refused : List.of(link, dangling, link.resolve("."))) {
            assertRefused(
                    refused,
                    "perf.output " + refused + " is a symbolic link but must be a directory."
                            + " Hint: remove the link, or name the directory that it leads to.");
        }
        assertThat(foreign).isEmptyDirectory();
        assertThat(output.resolve("nowhere")).doesNotExist();
    }

    @Test
    void parentOfTheOutputThatIsALink_isTheUsersOwn() throws IOException {
        Path disk = Files.createDirectories(output.resolve("disk"));
        Path link = Files.createSymbolicLink(output.resolve("target"), disk);
        ResultDirectory.Header header =
                new ResultDirectory.Header(ExampleLoad.TEST, "run-1", ExampleLoad.closed(), ExampleLoad.START);

        ResultDirectory.open(link.resolve("perf"), header, () -> null, false);

        assertThat(disk.resolve("perf/CatalogLoadTest.visit/latency.hlog")).isRegularFile();
    }

    @Test
    void folderOfTheTestThatIsALink_isRefused() throws IOException {
        Path foreign = Files.createDirectories(output.resolve("foreign"));
        Path kept = Files.writeString(foreign.resolve("results.json"), "mine");
        Files.createSymbolicLink(output.resolve("CatalogLoadTest.visit"), foreign);

        assertRefused(
                output,
                "perf.output " + output + ": CatalogLoadTest.visit in it is a symbolic link but must be a directory."
                        + " Hint: remove it.");
        assertThat(kept).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.json", "results.json.tmp", "latency.hlog", "intervals.csv", "monitors.csv"})
    void fileThatIsALink_isRefusedAndNothingIsRemoved(String name) throws IOException {
        Path foreign = Files.writeString(output.resolve("foreign"), "mine");
        Path folder = Files.createDirectories(output.resolve("CatalogLoadTest.visit"));
        for (String other : List.of("results.json", "latency.hlog", "monitors.csv")) {
            Files.writeString(folder.resolve(other), "old");
        }
        Files.deleteIfExists(folder.resolve(name));
        Files.createSymbolicLink(folder.resolve(name), foreign);

        assertRefused(
                output,
                "perf.output " + output + ": CatalogLoadTest.visit/" + name
                        + " in it is a symbolic link but must be a file. Hint: remove it.");
        assertThat(foreign).hasContent("mine");
        assertThat(folder.resolve(name.equals("latency.hlog") ? "results.json" : "latency.hlog"))
                .hasContent("old");
    }

    @Test
    void fileThatIsADirectory_isRefused() throws IOException {
        Files.createDirectories(output.resolve("CatalogLoadTest.visit/results.json"));

        assertRefused(
                output,
                "perf.output " + output + ": CatalogLoadTest.visit/results.json in it is a directory but must be a"
                        + " file. Hint: remove it.");
    }

    @Test
    void linkPutThereDuringTheLoad_isNotFollowed() throws IOException {
        ResultDirectory directory = open(() -> elapsed(7));
        Path foreign = Files.writeString(output.resolve("foreign"), "mine");
        Files.createSymbolicLink(directory.path().resolve("results.json"), foreign);
        Files.createSymbolicLink(directory.path().resolve("results.json.tmp"), foreign);

        assertThat(directory.finish(new ExampleLoad().result(), Verdict.PASSED, List.of()))
                .containsExactly("results.json could not be written: FileSystemException: "
                        + directory.path().resolve("results.json.tmp")
                        + ": is a symbolic link, through which nothing is written");
        Files.delete(directory.path().resolve("results.json.tmp"));
        directory.finish(new ExampleLoad().result(), Verdict.PASSED, List.of());

        assertThat(foreign).hasContent("mine");
        assertThat(directory.path().resolve("results.json")).isRegularFile();
        assertThat(Files.isSymbolicLink(directory.path().resolve("results.json")))
                .isFalse();
    }

    @Test
    void hardLinkOfAnEarlierFile_keepsWhatItHad() throws IOException {
        Path folder = Files.createDirectories(output.resolve("CatalogLoadTest.visit"));
        Path archived = Files.writeString(output.resolve("archived"), "old");
        Files.createLink(folder.resolve("latency.hlog"), archived);

        open(() -> null);

        assertThat(archived).hasContent("old");
    }

    @Test
    void sectionThatCannotBeWritten_isNotedOnceAndTheRestIsWritten() throws IOException {
        ResultDirectory directory = open(() -> null);
        ExampleLoad load = new ExampleLoad();
        load.sections.add(ExampleLoad.section(
                () -> "jdbc",
                () -> {
                    throw new IllegalStateException("no pool");
                },
                List::of));
        LoadResult result = load.result();

        String note = "the section 'jdbc' could not be written: IllegalStateException: no pool";
        assertThat(directory.finish(result, Verdict.PASSED, List.of())).containsExactly(note);
        assertThat(directory.finish(result, Verdict.PASSED, List.of())).containsExactly(note);
        assertThat(directory.problems()).containsExactly(note);
        assertThat(results(directory).at("/notes").toString()).isEqualTo("[\"" + note + "\"]");
        assertThat(results(directory).at("/verdict").asText()).isEqualTo("PASSED");
    }

    @Test
    void classOfTheSameNameInTheSameRun_hasItsOwnDirectory() {
        open(() -> null).finish(new ExampleLoad().result(), Verdict.PASSED, List.of());

        TestName other = new TestName("admin.CatalogLoadTest", "visit", "load", 1);
        assertThat(open(ExampleLoad.TEST, "run-1", () -> null).path().getFileName())
                .hasToString("CatalogLoadTest.visit");
        open(() -> null).finish(new ExampleLoad().result(), Verdict.PASSED, List.of());
        assertThat(open(other, "run-1", () -> null).path().getFileName()).hasToString("admin.CatalogLoadTest.visit");
        assertThat(open(other, "run-2", () -> null).path().getFileName()).hasToString("CatalogLoadTest.visit");
    }

    @Test
    void outputThatCannotBeWritten_isAnErrorBeforeTheLoad() throws IOException {
        Path file = Files.writeString(output.resolve("file"), "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultDirectory.open(
                        file,
                        new ResultDirectory.Header(ExampleLoad.TEST, "run-1", ExampleLoad.closed(), ExampleLoad.START),
                        () -> null,
                        false))
                .withMessageStartingWith("perf.output " + file + " cannot be written: FileSystemException: ");
    }

    @Test
    void directoryThatIsRemovedMeanwhile_isNoted() throws IOException {
        ResultDirectory directory = open(() -> elapsed(1));
        feed(directory, 0, 1);
        for (String name : List.of("intervals.csv", "latency.hlog", "")) {
            Files.delete(directory.path().resolve(name));
        }
        feed(directory, 1, 12);

        assertThat(directory.finish(new ExampleLoad().result(), Verdict.PASSED, List.of("a note")))
                .hasSize(3)
                .startsWith("a note")
                .allMatch(note -> note.equals("a note")
                        || note.contains("results.json could not be written: NoSuchFileException"));
    }
}
