// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.internal.report.StoredExample;
import io.github.perfjunit.internal.report.text.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRunTests {

    @TempDir
    private Path output;

    private Path write(String method, String runId, Duration after, Verdict verdict) {
        StoredExample load = new StoredExample();
        load.method = method;
        load.runId = runId;
        load.seconds = 5;
        load.start = ExampleLoad.START.plus(after);
        load.verdict = verdict;
        return load.write(output);
    }

    @Test
    void loadsOfOtherForks_belongToTheRun_thoseThatNeedAttentionFirst() throws IOException {
        write("a", "fork-1", Duration.ZERO, Verdict.PASSED);
        write("b", "fork-2", Duration.ofMinutes(2), Verdict.NOT_JUDGED);
        write("c", "fork-2", Duration.ofMinutes(4), Verdict.FAILED);

        StoredRun run = StoredRun.read(output);

        assertThat(run.loads())
                .extracting(StoredLoad::name)
                .containsExactly("CatalogLoadTest.c", "CatalogLoadTest.b", "CatalogLoadTest.a");
        assertThat(run.earlier()).isEmpty();
        assertThat(RunVerdict.of(run))
                .isEqualTo(new RunVerdict(Headline.Kind.BAD, "FAILED", "3 loads: 1 FAILED, 1 NOT JUDGED, 1 PASSED."));
    }

    @Test
    void foldersOfAnEarlierRun_areNoPartOfTheVerdict() throws IOException {
        write("old", "yesterday", Duration.ZERO, Verdict.FAILED);
        write("b", "today", Duration.ofHours(5), Verdict.PASSED);
        write("a", "today", Duration.ofHours(4), Verdict.PASSED); // a long pause, but the same JVM

        StoredRun run = StoredRun.read(output);

        assertThat(run.loads()).extracting(StoredLoad::name).containsExactly("CatalogLoadTest.a", "CatalogLoadTest.b");
        assertThat(run.earlier()).extracting(each -> each.test().name()).containsExactly("CatalogLoadTest.old");
        assertThat(RunVerdict.of(run).kind()).isEqualTo(Headline.Kind.GOOD);
    }

    @Test
    void foldersWithoutAResult_failTheRun() throws IOException {
        write("a", "run", Duration.ZERO, Verdict.PASSED);
        Files.delete(write("killed", "run", Duration.ZERO, Verdict.PASSED).resolve("results.json"));
        Path newer = write("newer", "run", Duration.ZERO, Verdict.PASSED).resolve("results.json");
        Files.writeString(newer, Files.readString(newer).replace("\"schema\" : \"1.0\"", "\"schema\" : \"2.0\""));
        Files.createDirectories(output.resolve("other"));

        StoredRun run = StoredRun.read(output);

        assertThat(run.unreadable())
                .extracting(StoredRun.Unreadable::folder, StoredRun.Unreadable::reason)
                .containsExactly(
                        tuple(
                                "CatalogLoadTest.killed",
                                "no results.json: the load was killed within its first ten seconds, or still runs"),
                        tuple(
                                "CatalogLoadTest.newer",
                                "results.json cannot be read: /schema is \"2.0\" but must be \"1.0\" or another version"
                                        + " 1.x; the file is damaged, or not one that perf-junit has written"));
        assertThat(RunVerdict.of(run))
                .isEqualTo(new RunVerdict(Headline.Kind.BAD, "NO RESULT", "3 loads: 1 PASSED, 2 NO RESULT."));
    }

    @Test
    void folderOfOneLoad_isItsOwnRun() throws IOException {
        Path folder = write("a", "run", Duration.ZERO, Verdict.PASSED);

        assertThat(StoredRun.read(folder).loads()).extracting(StoredLoad::name).containsExactly("CatalogLoadTest.a");
    }

    @Test
    void folderWithoutLoads_hasNoVerdictThatCouldPass() throws IOException {
        StoredRun run = StoredRun.read(output);

        assertThat(RunVerdict.of(run))
                .isEqualTo(new RunVerdict(Headline.Kind.BAD, "NO RESULT", "No load has a result here."));
    }
}
