// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.perfjunit.AfterLoad;
import io.github.perfjunit.LoadTest;
import io.github.perfjunit.aws.fake.CountedTarget;
import io.github.perfjunit.aws.fake.FakeEcs;
import io.github.perfjunit.aws.fake.FakeS3;
import io.github.perfjunit.aws.fake.FakeTask;
import io.github.perfjunit.aws.fake.FargateTestRun;
import io.github.perfjunit.aws.fake.TestCredentials;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.metrics.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;

/** A load test as users write it, on Fargate and in this JVM, with services that are made up and tasks that are JVMs. */
@ExtendWith(TestCredentials.class)
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(300)
class FargateLoadTests {

    private static List<LoadResult> results;

    private FakeS3 s3;
    private FakeEcs ecs;
    private CountedTarget target;

    @TempDir
    private Path output;

    @BeforeEach
    void start() throws IOException {
        s3 = FakeS3.start();
        ecs = FakeEcs.start();
        target = new CountedTarget();
        results = new ArrayList<>();
    }

    @AfterEach
    void end() {
        s3.close();
        ecs.close();
        target.close();
        results = null;
    }

    static class Shop {

        @LoadTest(baseUrl = "${target}", users = 7, iterationsPerUser = 20)
        @RunOnFargate(tasks = 2, cpu = 256, memory = 512)
        void visit(Http http) {
            http.get("/").send();
        }

        @AfterLoad("visit")
        void keep(LoadResult result) {
            if (results != null) {
                results.add(result);
            }
        }
    }

    private FargateTestRun prepared() {
        return new FargateTestRun(s3, ecs, output).with("target", target.url());
    }

    @Test
    void sameClass_inThisJvm_sameCounts() {
        TestExecutionResult outcome = prepared().with("perf.aws.runOn", "local").run(Shop.class);

        assertThat(outcome.getThrowable()).isEmpty();
        assertThat(target.answered()).isEqualTo(140);
        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(result.request("GET /").count()).isEqualTo(140));
        assertThat(ecs.tasks()).isEmpty();
    }

    @Test
    void load_onTwoTasks_resultCountsWhatTheTargetDid() throws IOException {
        TestExecutionResult outcome = prepared().run(Shop.class);

        assertThat(outcome.getThrowable()).isEmpty();
        assertThat(target.answered()).isEqualTo(140);
        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(result.request("GET /").count()).isEqualTo(140));
        assertThat(ecs.tasks()).hasSize(2).noneMatch(FakeTask::isAlive);
        JsonNode workers =
                new ObjectMapper().readTree(prepared().file("results.json")).at("/sections/workers/each");
        assertThat(workers).hasSize(2).allSatisfy(worker -> {
            assertThat(worker.at("/facts/zone").asText()).isEqualTo("eu-west-1a");
            assertThat(worker.at("/end").asText()).isEqualTo("as planned");
        });
        assertThat(s3.keys()).anyMatch(key -> key.matches("runs/[0-9]{8}-[0-9]{6}-[0-9a-f]{6}/done/00001"));
    }
}
