// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.perfjunit.aws.fake.FakeEcs;
import io.github.perfjunit.aws.fake.FakeTask;
import io.github.perfjunit.aws.fake.TestCredentials;
import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.config.TaskSize;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

@ExtendWith(TestCredentials.class)
class TaskLauncherTests {

    private static final AwsSettings.Place PLACE = new AwsSettings.Place(
            "loads", "", "perf", "perf-junit-runner", "runner", List.of("subnet-1"), List.of("sg-1"), true, "", "run");

    private FakeEcs fake;
    private EcsClient ecs;
    private long millis;
    private final List<Long> slept = new ArrayList<>();

    private final Pace pace = new Pace() {
        @Override
        public long millis() {
            return millis;
        }

        @Override
        public void sleep(long time) {
            slept.add(time);
            millis += time;
        }
    };

    @BeforeEach
    void start() throws IOException {
        fake = FakeEcs.start();
        fake.pendingForEver = task -> true;
        ecs = EcsClient.builder()
                .endpointOverride(fake.endpoint())
                .region(Region.EU_WEST_1)
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void end() {
        ecs.close();
        fake.close();
    }

    private TaskLauncher launcher(boolean spot) {
        TaskOrder order =
                new TaskOrder("run-1", PLACE, new TaskSize(3, 1024, 2048, false, spot), List.of("s3://run", "s3://cp"));
        return new TaskLauncher(ecs, order, 10, Duration.ofMinutes(1), pace);
    }

    private List<String> tokens() {
        return fake.tasks().stream()
                .map(task -> task.request().path("clientToken").asText())
                .toList();
    }

    @Test
    void launch_threeWorkers_oneTaskEachNoFasterThanAllowed() throws IOException {
        TaskLauncher launcher = launcher(false);
        int[] attempts = new int[3];

        for (int worker = 0; worker < 3; worker++) {
            launcher.launch(worker, attempts);
        }

        assertThat(tokens()).containsExactly("run-1-0-0", "run-1-1-0", "run-1-2-0");
        assertThat(slept).containsExactly(100L, 100L);
        FakeTask last = fake.tasks().get(2);
        assertThat(last.request().path("launchType").asText()).isEqualTo("FARGATE");
        assertThat(last.request().path("count").asInt()).isEqualTo(1);
        assertThat(last.request().path("startedBy").asText()).isEqualTo("run-1");
        assertThat(last.request().at("/overrides/cpu").asText()).isEqualTo("1024");
        assertThat(last.request().at("/overrides/containerOverrides/0/command"))
                .hasToString("[\"s3://run\",\"s3://cp\",\"2\"]");
        assertThat(last.request()
                        .at("/networkConfiguration/awsvpcConfiguration/assignPublicIp")
                        .asText())
                .isEqualTo("ENABLED");
    }

    @Test
    void launch_onSpot_capacityProviderInsteadOfLaunchType() throws IOException {
        launcher(true).launch(0, new int[3]);

        assertThat(fake.tasks().get(0).request().has("launchType")).isFalse();
        assertThat(fake.tasks()
                        .get(0)
                        .request()
                        .at("/capacityProviderStrategy/0/capacityProvider")
                        .asText())
                .isEqualTo("FARGATE_SPOT");
    }

    @Test
    void launch_noCapacityAndThrottles_triesAgainWithNewTokens() throws IOException {
        fake.throttles.set(1);
        fake.noCapacity.set(2);
        TaskLauncher launcher = launcher(false);

        launcher.launch(0, new int[3]);

        assertThat(tokens()).containsExactly("run-1-0-3");
        assertThat(launcher.refused()).isEqualTo(3);
        assertThat(slept).containsExactly(500L, 1_000L, 2_000L);
    }

    @Test
    void launch_answerIsLost_sameTokenGivesTheSameTask() throws IOException {
        fake.noAnswer.set(1);

        launcher(false).launch(0, new int[3]);

        assertThat(tokens()).containsExactly("run-1-0-0");
        assertThat(fake.operations()).containsExactly("RunTask", "RunTask");
    }

    @Test
    void launch_noCapacityForEver_givesUpWithTheReason() {
        fake.noCapacity.set(1_000);

        assertThatIOException()
                .isThrownBy(() -> launcher(false).launch(1, new int[3]))
                .withMessage(
                        "worker 1 of 3 could not be launched within 60 s: Capacity is unavailable at this time. Please"
                                + " try again later or in a different availability zone");
        assertThat(millis).isLessThanOrEqualTo(60_000);
        assertThat(fake.tasks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AccessDeniedException|allow ecs:RunTask on the task definition, ecs:TagResource, and iam:PassRole on its"
                        + " two roles",
                "ClusterNotFoundException|check perf.aws.cluster and perf.aws.region",
                "InvalidParameterException|check perf.aws.subnets, perf.aws.securityGroups, perf.aws.container and the size"
                        + " of the tasks",
            })
    void launch_refusedForGood_failsAtOnceWithWhatToDo(String code, String hint) {
        fake.refusal = code;

        assertThatIOException()
                .isThrownBy(() -> launcher(false).launch(0, new int[3]))
                .withMessage("ECS answered RunTask with " + code + ": as the test wants it. Hint: " + hint);
        assertThat(fake.operations()).hasSize(1);
    }
}
