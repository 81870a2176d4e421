// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.aws.fake.FakeEcs;
import io.github.perfjunit.aws.fake.FakeTask;
import io.github.perfjunit.aws.fake.TestCredentials;
import io.github.perfjunit.aws.internal.config.AwsAccess;
import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.config.TaskSize;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;

@ExtendWith(TestCredentials.class)
class FargateWorkersTests {

    private static final AwsSettings.Place PLACE = new AwsSettings.Place(
            "loads", "", "perf", "perf-junit-runner", "runner", List.of("subnet-1"), List.of(), false, "logs", "run");

    private FakeEcs fake;
    private EcsClient ecs;
    private CloudWatchLogsClient logs;
    private FargateWorkers workers;
    private long millis;

    @BeforeEach
    void start() throws IOException {
        fake = FakeEcs.start();
        fake.pendingForEver = task -> true;
        AwsAccess access = new AwsAccess("eu-west-1", "", Map.of("ecs", fake.endpoint(), "logs", fake.endpoint()));
        ecs = access.client(EcsClient.builder(), "ecs");
        logs = access.client(CloudWatchLogsClient.builder(), "logs");
        workers = workers(3);
    }

    private FargateWorkers workers(int tasks) {
        Pace pace = new Pace() {
            @Override
            public long millis() {
                return millis;
            }

            @Override
            public void sleep(long time) {
                millis += time;
            }
        };
        TaskOrder order =
                new TaskOrder("run-1", PLACE, new TaskSize(tasks, 256, 512, false, false), List.of("s3://a", "s3://b"));
        return new FargateWorkers(
                ecs,
                order,
                new TaskLogs(logs, PLACE),
                new TaskLauncher(ecs, order, 20, Duration.ofMinutes(1), pace),
                new TaskStates(ecs, "perf", 3_000, pace));
    }

    @AfterEach
    void end() {
        workers.close();
        ecs.close();
        logs.close();
        fake.close();
    }

    private String ended(int worker) throws IOException {
        millis += 3_000;
        return workers.ended(worker);
    }

    @Test
    void ended_taskThatIsPending_isNot() throws IOException {
        workers.start();

        assertThat(ended(0)).isNull();
        assertThat(workers.facts(0)).containsEntry("task", "1000").containsEntry("zone", "eu-west-1a");
    }

    @Test
    void ended_askedOften_asksEcsNowAndThen() throws IOException {
        workers.start();
        for (int i = 0; i < 600; i++) {
            millis += 10;
            workers.ended(i % 3);
        }

        assertThat(fake.operations().stream().filter("DescribeTasks"::equals)).hasSize(2);
    }

    @Test
    void ended_containerNeverRan_taskIsReplacedTwiceAndThenGivenUp() throws IOException {
        fake.failToStart.set(3);
        workers = workers(1);
        workers.start();

        assertThat(ended(0)).isNull();
        assertThat(ended(0)).isNull();
        assertThat(ended(0))
                .isEqualTo("task 1002 stopped: Timeout waiting for network interface provisioning to complete."
                        + " (TaskFailedToStart)");
        assertThat(fake.tasks()).hasSize(3);
        assertThat(workers.facts(0)).containsEntry("replaced", "2");
        assertThat(workers.paid()).hasSize(3);
    }

    @Test
    void ended_taskWasStoppedByHand_isNotReplaced() throws IOException {
        workers.start();
        ecs.stopTask(request ->
                request.cluster("perf").task(fake.tasks().get(1).arn()).reason("by hand"));

        assertThat(ended(1)).isEqualTo("task 1001 stopped: by hand (UserInitiated)");
        assertThat(fake.tasks()).hasSize(3);
    }

    @Test
    void close_tasksThatAreToRun_areStopped() throws IOException {
        workers.start();
        workers.end(0);

        workers.close();

        assertThat(fake.tasks()).hasSize(3).allMatch(FakeTask::isStopped);
    }

    @Test
    void log_streamOfTheTask_isRead() throws IOException {
        assertThat(workers.log(0)).isEmpty();
        workers.start();

        assertThat(workers.log(0)).isEmpty(); // the task has written nothing
        assertThat(new TaskLogs(logs, PLACE).tail("arn:aws:ecs:eu-west-1:1:task/perf/other"))
                .isEqualTo("(there is no log run/runner/other in logs)");
    }
}
