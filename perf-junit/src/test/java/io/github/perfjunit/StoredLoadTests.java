// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.console.Glyphs;
import io.github.perfjunit.internal.report.console.SummaryTable;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.report.LoadProfile;
import io.github.perfjunit.report.StoredResult;
import io.github.perfjunit.report.StoredTest;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that was really run, read back from its directory. */
class StoredLoadTests {

    private static final AtomicReference<LoadResult> RUN = new AtomicReference<>();

    @TempDir
    Path output;

    static class MixedTestCases {
        @PerfTest
        void mixed(LoadBuilder load) {
            RUN.set(load.scenario("browse", s -> s.users(2)
                            .duration("1500ms")
                            .gracefulStop("100ms")
                            .run(user -> {
                                user.step("page", () -> {
                                    user.step("first", () -> pause(3));
                                    user.step("second", () -> pause(2));
                                });
                                assertThat(user.iteration() % 5)
                                        .as("every fifth")
                                        .isNotEqualTo(4);
                            }))
                    .scenario("stuck", s -> s.users(1)
                            .startAfter("200ms")
                            .duration("1s")
                            .gracefulStop("100ms")
                            .run(user -> user.step("hangs", () -> pause(60_000))))
                    .start());
        }
    }

    private static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void resultThatIsReadBack_equalsTheOneThatWasMeasured() {
        TestRun run = TestRun.of(MixedTestCases.class, output);
        StoredResult stored = StoredResult.read(output.resolve(run.directories().get(0)));
        LoadResult again = stored.toLoadResult();
        LoadData measured = RUN.get().data();

        assertThat(again.data().with(measured.series())).isEqualTo(measured);
        assertThat(again.data().series()).containsExactlyInAnyOrderElementsOf(measured.series());
        assertThat(stored.profileHash()).isEqualTo(LoadProfile.hash(stored.plan()));
        assertThat(stored.windows()).extracting(each -> each.request()).contains("first", "second", "page", "browse");
        StoredTest test = stored.test();
        assertThat(run.printed())
                .contains(SummaryTable.text(
                        new TestName(test.testClass(), test.method(), test.kind(), test.number()),
                        again,
                        Verdict.valueOf(stored.verdict()),
                        stored.notes(),
                        stored.directory().toString(),
                        Glyphs.ofStdout()))
                .contains("page (step)")
                .contains("(iteration)")
                .contains("cut off ");
        assertThat(again.requests().stream().mapToLong(Measurements::count).sum())
                .isEqualTo(again.all().count())
                .isPositive();
    }
}
