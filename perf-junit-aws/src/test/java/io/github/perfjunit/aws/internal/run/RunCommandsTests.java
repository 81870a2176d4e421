// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.aws.fake.FakeEcs;
import io.github.perfjunit.aws.fake.FakeS3;
import io.github.perfjunit.aws.fake.FakeTask;
import io.github.perfjunit.aws.fake.TestCredentials;
import io.github.perfjunit.aws.internal.config.AwsAccess;
import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.config.TaskSize;
import io.github.perfjunit.aws.internal.ecs.TaskOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.EcsClient;

@ExtendWith(TestCredentials.class)
class RunCommandsTests {

    private final List<String> printed = new ArrayList<>();
    private FakeS3 s3;
    private FakeEcs ecs;

    @BeforeEach
    void start() throws IOException {
        s3 = FakeS3.start();
        ecs = FakeEcs.start();
        ecs.pendingForEver = task -> true;
    }

    @AfterEach
    void end() {
        s3.close();
        ecs.close();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("perf.aws.region=eu-west-1");
        all.add("perf.aws.bucket=" + FakeS3.BUCKET);
        all.add("perf.aws.cluster=perf");
        all.add("perf.aws.endpoint.s3=" + s3.endpoint());
        all.add("perf.aws.endpoint.ecs=" + ecs.endpoint());
        return new RunCommands(printed::add).run(all.toArray(String[]::new));
    }

    private void launch(String run, int tasks) {
        AwsSettings.Place place = new AwsSettings.Place(
                "loads", "", "perf", "perf-junit-runner", "runner", List.of("subnet-1"), List.of(), true, "", "run");
        TaskOrder order = new TaskOrder(run, place, new TaskSize(tasks, 256, 512, false, false), List.of());
        try (EcsClient client =
                new AwsAccess("eu-west-1", "", Map.of("ecs", ecs.endpoint())).client(EcsClient.builder(), "ecs")) {
            for (int i = 0; i < tasks; i++) {
                client.runTask(order.request(i, 0));
            }
        }
    }

    @Test
    void unknownCommand_printsUsage() {
        assertThat(run("start")).isEqualTo(2);
        assertThat(run("stop")).isEqualTo(2);
        assertThat(printed)
                .hasSize(2)
                .allMatch(text -> text.startsWith("Usage: PerfAws <command> [<key>=<value> ...]"));
    }

    @Test
    void settingsAreMissing_allAreTold() {
        assertThat(new RunCommands(printed::add)
                        .run("stop", "run-1", "perf.aws.region=eu-west-1", "perf.aws.endpoint.s3=here"))
                .isEqualTo(2);

        assertThat(printed)
                .containsExactly(
                        "perf.aws.endpoint.s3 was 'here' but must be such as https://host:port",
                        "perf.aws.bucket is not set; it must be the bucket for messages, an output of the template",
                        "perf.aws.cluster is not set; it must be the name of the cluster, an output of the template");
    }

    @Test
    void stop_aRun_stopsItsTasksAlone() {
        launch("run-1", 2);
        launch("run-2", 1);

        assertThat(run("stop", "run-1")).isZero();

        assertThat(printed).containsExactly("run run-1: 2 of 2 tasks were told to stop");
        assertThat(ecs.tasks()).extracting(FakeTask::isStopped).containsExactly(true, true, false);
    }

    @Test
    void sweep_runsOfWhichOneIsUnderWay_stopsTheOther() {
        launch("run-1", 2);
        launch("run-2", 1);
        s3.put("runs/run-2/beat", new byte[1]);

        assertThat(run("sweep", "report=true")).isZero();
        assertThat(ecs.tasks()).noneMatch(FakeTask::isStopped);
        assertThat(run("sweep")).isZero();

        assertThat(printed)
                .containsExactly(
                        "run run-1: 2 tasks, nobody waits for them",
                        "run run-2: 1 task, under way",
                        "run run-1: 2 of 2 tasks were told to stop",
                        "run run-2: 1 task, under way");
        assertThat(ecs.tasks()).extracting(FakeTask::isStopped).containsExactly(true, true, false);
    }

    @Test
    void sweep_noTasks_saysSo() {
        assertThat(run("sweep")).isZero();
        assertThat(printed).containsExactly("no task of a run is there");
    }

    @Test
    void merge_noSuchRun_saysSo() {
        assertThat(run("merge", "run-9")).isEqualTo(1);
        assertThat(printed).containsExactly("there is no run run-9 in this bucket; it may have expired");
    }

    @Test
    void template_isPrinted() {
        assertThat(run("template")).isZero();
        assertThat(printed.get(0)).contains("AWSTemplateFormatVersion");
    }

    @Test
    void run_noSuchTest_saysSo() {
        assertThat(run("run", "com.example.NoSuchTest")).isNotZero();
        assertThat(printed.toString()).contains("com.example.NoSuchTest");
    }
}
