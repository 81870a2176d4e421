// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFilesTests {

    private static ErrorSummary error(String message, long count) {
        return new ErrorSummary("shop", "GET /", "connect", message, count, count, 0, 1, null);
    }

    private static LoadPlan plan(WorkerShare share) {
        LoadModel open = new LoadModel.Open(
                List.of(new Segment(Duration.ofSeconds(1), 100, 100, Phase.MEASURE)),
                90_000,
                Overflow.QUEUE,
                Arrivals.EVEN);
        LoadModel closed = new LoadModel.Closed(
                List.of(new Segment(Duration.ofSeconds(1), 15_000, 15_000, Phase.MEASURE)), null, null, null);
        return new LoadPlan("Shop", List.of(scenario("a", closed), scenario("b", open)), 1, share);
    }

    private static ScenarioPlan scenario(String name, LoadModel model) {
        return new ScenarioPlan(name, model, "", Duration.ZERO, ThinkTime.NONE, false, Duration.ZERO, "");
    }

    @Test
    void usersOfClosedModels_thatNeedMoreFilesThanThereAre_areToldBeforeTheLoad() {
        assertThat(OpenFiles.notes(plan(WorkerShare.WHOLE), 15_000))
                .containsExactly("15,000 users with a connection each need more files than this process may have open,"
                        + " 15,000: raise the limit (ulimit -n, or LimitNOFILE of the service)");
        assertThat(OpenFiles.notes(plan(WorkerShare.WHOLE), 15_100)).isEmpty();
        assertThat(OpenFiles.notes(plan(WorkerShare.WHOLE), -1)).isEmpty();
        assertThat(OpenFiles.notes(plan(new WorkerShare(0, 2)), 7_600)).isEmpty();
        assertThat(OpenFiles.notes(plan(new WorkerShare(0, 2)), 7_500)).hasSize(1);
    }

    @Test
    void abortedLoad_withMoreUsersThanFiles_saysSo() {
        assertThat(OpenFiles.hint(500, 300))
                .isEqualTo(" (500 users were made, and this process may have only 300 files open)");
        assertThat(OpenFiles.hint(500, 20_000)).isEmpty();
        assertThat(OpenFiles.hint(500, -1)).isEmpty();
    }

    @Test
    void refusedFiles_areAProblemOfTheGenerator() {
        List<ErrorSummary> errors = List.of(
                error("no connection to http://localhost: Too many open files", 1_500),
                error("connection refused by http://localhost", 7));

        assertThat(OpenFiles.problems(errors, 21_000, 20_000))
                .containsExactly(
                        "the system let this process open no more files than 20,000, and each connection is one:"
                                + " 1,500 times with 21,000 users; raise the limit (ulimit -n, or LimitNOFILE of the service) or"
                                + " take fewer users");
    }

    @Test
    void limit_thatIsUnknown_isNotNamed() {
        assertThat(OpenFiles.problems(List.of(error("Too many open files in system", 1)), 1, -1))
                .containsExactly(
                        "the system let this process open no more files, and each connection is one: 1 time with"
                                + " 1 user; raise the limit (ulimit -n, or LimitNOFILE of the service) or take fewer users");
    }

    @Test
    void otherErrors_areNone() {
        assertThat(OpenFiles.problems(List.of(error("reset", 3)), 100, 20_000)).isEmpty();
    }

    @Test
    void limit_ofThisProcess_isKnownOnUnix() {
        assertThat(OpenFiles.limit()).isNotZero();
    }
}
