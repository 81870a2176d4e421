// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.LoadTest;
import io.github.perfjunit.aws.fake.FakeEcs;
import io.github.perfjunit.aws.fake.FakeS3;
import io.github.perfjunit.aws.fake.FargateTestRun;
import io.github.perfjunit.aws.fake.TestCredentials;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;

/** What is told before anything is uploaded or launched; and plans, which do neither. */
@ExtendWith(TestCredentials.class)
class FargateMistakesTests {

    private FakeS3 s3;
    private FakeEcs ecs;

    @TempDir
    private Path output;

    @BeforeEach
    void start() throws IOException {
        s3 = FakeS3.start();
        ecs = FakeEcs.start();
    }

    @AfterEach
    void end() {
        s3.close();
        ecs.close();
    }

    static class Shop {

        @LoadTest(baseUrl = "${target:http://localhost:8080}", users = 3, duration = "1m")
        @RunOnFargate(tasks = 2, cpu = 256, memory = 512, maxCostUsd = 5)
        void visit() {
            throw new IllegalStateException("must not be run");
        }
    }

    static class Unsized {

        @LoadTest(users = 1, iterations = 1)
        void visit() {
            // runs here
        }
    }

    private FargateTestRun prepared() {
        return new FargateTestRun(s3, ecs, output);
    }

    private String failure(FargateTestRun run) {
        TestExecutionResult outcome = run.run(Shop.class);
        assertThat(outcome.getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(ecs.operations()).isEmpty();
        assertThat(s3.requests()).noneMatch(request -> request.startsWith("PUT"));
        return outcome.getThrowable().orElseThrow().getMessage();
    }

    @Test
    void manyMistakes_message_listsAll() {
        ecs.refusedCredentials = "ExpiredToken";

        String message = failure(prepared()
                .without("perf.aws.subnets")
                .without("perf.aws.cluster")
                .without("perf.aws.targetInTask")
                .with("perf.aws.tasks", "4")
                .with("perf.aws.memory", "700")
                .with("perf.aws.imageJava", "17")
                .with("perf.aws.look", "1m")
                .with("perf.aws.maxCostUsd", "0.0001")
                .with("perf.aws.price.vcpuHour", "0.04")
                .with("perf.aws.price.gbHour", "0.004")
                .with("perf.aws.price.ipv4Hour", "0.005")
                .with("perf.aws.price.putThousand", "0.005")
                .with("perf.aws.price.getThousand", "0.0004"));

        assertThat(message)
                .contains("perf.aws.subnets is not set; it must be such as subnet-1a2b,subnet-3c4d, an output of the"
                        + " template")
                .contains("perf.aws.cluster is not set; it must be the name of the cluster, an output of the template")
                .contains("perf.aws.memory was 700 but must be 512, 1024 or 2048 where perf.aws.cpu is 256")
                .contains("which perf.aws.tasks sets")
                .contains(
                        "the target was http://localhost:8080, which for a task is the task itself; it must be an address"
                                + " that tasks can reach. Hint: if the target is a container of the same task, set"
                                + " perf.aws.targetInTask=true")
                .contains("perf.aws.startLead was")
                .contains("maxCostUsd is $0.0001 but the run may cost")
                .contains("the credentials were refused: ExpiredToken, The security token included in the request is"
                        + " expired. Hint: sign in again, or check perf.aws.profile");
    }

    @Test
    void bucket_mayNotBeUsed_saysWhichRightIsMissing() {
        s3.refuse(request -> new FakeS3.Refusal(403, "AccessDenied"));

        assertThat(failure(prepared().with("target", "https://shop.example.com").with("perf.aws.maxCostUsd", "0")))
                .isEqualTo("2 configuration errors in Shop.visit:\n"
                        + "  - S3 answered 403 AccessDenied to list s3://loads/runs/preflight/: the credentials lack"
                        + " s3:ListBucket. Hint: allow it for the bucket and this prefix\n"
                        + "  - S3 answered 403 AccessDenied to list s3://loads/cp/preflight/: the credentials lack"
                        + " s3:ListBucket. Hint: allow it for the bucket and this prefix");
    }

    @Test
    void capWithoutPrices_isAMistake() {
        assertThat(failure(prepared())).contains("perf.aws.price.vcpuHour");
    }

    @Test
    void runOn_unknownValue_isAMistakeAndNoLocalRun() {
        assertThat(failure(prepared().with("perf.aws.runOn", "cloud")))
                .contains("perf.aws.runOn was 'cloud' but must be one of local, fargate, plan");
    }

    @Test
    void runOnFargate_otherExecutorIsNamed_isAMistake() {
        assertThat(failure(prepared().with("perf.executor", "processes")))
                .contains("keys ask for the executors fargate but perf.executor was 'processes'");
    }

    @Test
    void plan_printsWhatWouldBeDone_andDoesNothing() {
        TestExecutionResult outcome = prepared()
                .with("perf.aws.runOn", "plan")
                .with("perf.aws.maxCostUsd", "0")
                .run(Shop.class);

        assertThat(outcome.getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
        assertThat(outcome.getThrowable().orElseThrow().getMessage())
                .contains("plan only: nothing is uploaded, nothing is launched")
                .contains("2 tasks of 256 units of processor and 512 MiB on Fargate, X86_64, in eu-west-1")
                .contains("visit: 3 users, 1 or 2 a task")
                .contains("calls: sts:GetCallerIdentity, s3:ListBucket")
                .contains("RunTask, once a task, at most 15/s: RunTaskRequest(");
        assertThat(ecs.operations()).isEmpty();
        assertThat(s3.requests()).isEmpty();
    }

    @Test
    void runOnLocal_annotationHasNoEffect() {
        TestExecutionResult outcome = prepared().with("perf.aws.runOn", "local").run(Unsized.class);

        assertThat(outcome.getThrowable()).isEmpty();
        assertThat(s3.requests()).isEmpty();
    }
}
