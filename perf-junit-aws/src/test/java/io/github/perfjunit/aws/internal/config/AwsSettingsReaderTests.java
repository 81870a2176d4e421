// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.spi.RemoteSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsSettingsReaderTests {

    private static final TaskSize SIZE = new TaskSize(4, 1024, 2048, false, false);

    private final Map<String, String> settings = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private AwsSettings read(TaskSize size) {
        return new AwsSettingsReader(new SettingsSource() {
                    @Override
                    public Optional<String> find(String key) {
                        return Optional.ofNullable(settings.get(key));
                    }

                    @Override
                    public void problem(String sentence) {
                        problems.add(sentence);
                    }
                })
                .read(size, 2.5, RemoteSettings.FAR);
    }

    private void complete() {
        settings.put("perf.aws.region", "eu-west-1");
        settings.put("perf.aws.bucket", "loads");
        settings.put("perf.aws.cluster", "perf");
        settings.put("perf.aws.subnets", "subnet-1, subnet-2");
    }

    @Test
    void read_leastSettings_defaults() {
        complete();

        AwsSettings read = read(SIZE);

        assertThat(problems).isEmpty();
        assertThat(read.access()).isEqualTo(new AwsAccess("eu-west-1", "", Map.of()));
        assertThat(read.place())
                .isEqualTo(new AwsSettings.Place(
                        "loads",
                        "",
                        "perf",
                        "perf-junit-runner",
                        "runner",
                        List.of("subnet-1", "subnet-2"),
                        List.of(),
                        true,
                        "",
                        "run"));
        assertThat(read.size()).isEqualTo(SIZE);
        assertThat(read.launchRate()).isEqualTo(15);
        assertThat(read.maxCostUsd()).isEqualTo(2.5);
        assertThat(read.imageJava()).isEqualTo(21);
        assertThat(read.targetInTask()).isFalse();
        assertThat(read.merge()).isEmpty();
    }

    @Test
    void read_keys_replaceTheAnnotation() {
        complete();
        settings.put("perf.aws.tasks", "20");
        settings.put("perf.aws.cpu", "2048");
        settings.put("perf.aws.memory", "4096");
        settings.put("perf.aws.architecture", "arm64");
        settings.put("perf.aws.spot", "true");
        settings.put("perf.aws.maxCostUsd", "10");
        settings.put("perf.aws.prefix", "/load");
        settings.put("perf.aws.endpoint.ecs", "https://ecs.test");
        settings.put("perf.aws.taskDefinition", "arn:aws:ecs:eu-west-1:1:task-definition/runner:7");

        AwsSettings read = read(SIZE);

        assertThat(problems).isEmpty();
        assertThat(read.size()).isEqualTo(new TaskSize(20, 2048, 4096, true, true));
        assertThat(read.maxCostUsd()).isEqualTo(10);
        assertThat(read.place().prefix()).isEqualTo("load/");
        assertThat(read.place().family()).isEqualTo("runner");
        assertThat(read.access().endpoint("ecs")).contains(URI.create("https://ecs.test"));
    }

    @Test
    void read_manyMistakes_allAreTold() {
        settings.put("perf.aws.region", "Ireland!");
        settings.put("perf.aws.bucket", "My Bucket");
        settings.put("perf.aws.securityGroups", "group-1");
        settings.put("perf.aws.container", "a b");
        settings.put("perf.aws.assignPublicIp", "yes");
        settings.put("perf.aws.tasks", "0");
        settings.put("perf.aws.architecture", "MIPS");
        settings.put("perf.aws.launchRate", "100");
        settings.put("perf.aws.maxCostUsd", "two");
        settings.put("perf.aws.endpoint.s3", "here");

        read(new TaskSize(4, 1000, 2048, false, false));

        assertThat(problems)
                .containsExactly(
                        "perf.aws.region was 'Ireland!' but must be such as eu-west-1",
                        "perf.aws.endpoint.s3 was 'here' but must be such as https://host:port",
                        "perf.aws.bucket was 'My Bucket' but must be the name of a bucket",
                        "perf.aws.subnets is not set; it must be such as subnet-1a2b,subnet-3c4d, an output of the"
                                + " template",
                        "perf.aws.securityGroups was 'group-1' but must begin with sg-",
                        "perf.aws.cluster is not set; it must be the name of the cluster, an output of the template",
                        "perf.aws.container was 'a b' but must be a name of letters, digits, hyphens and underscores, or"
                                + " an ARN",
                        "perf.aws.assignPublicIp was 'yes' but must be true or false",
                        "perf.aws.tasks was '0' but must be a whole number from 1 to 1000",
                        "perf.aws.architecture was 'MIPS' but must be X86_64 or ARM64",
                        "perf.aws.cpu was 1000 but must be one of 256, 512, 1024, 2048, 4096, 8192, 16384",
                        "perf.aws.launchRate was '100' but must be a whole number from 1 to 20",
                        "perf.aws.maxCostUsd was 'two' but must be an amount in USD such as 2.50, or 0 for no limit");
    }

    @ParameterizedTest
    @CsvSource({
        "256, 512, ''",
        "256, 1536, 'perf.aws.memory was 1536 but must be 512, 1024 or 2048 where perf.aws.cpu is 256'",
        "1024, 8192, ''",
        "1024, 9216, "
                + "'perf.aws.memory was 9216 but must be from 2048 to 8192 in steps of 1024 where perf.aws.cpu is 1024'",
        "8192, 20480, ''",
        "8192, 17408, "
                + "'perf.aws.memory was 17408 but must be from 16384 to 61440 in steps of 4096 where perf.aws.cpu is 8192'"
    })
    void size_pairsOfProcessorAndMemory_asFargateHasThem(int cpu, int memory, String problem) {
        new TaskSize(1, cpu, memory, false, false).check(problems::add);

        assertThat(String.join("", problems)).isEqualTo(problem);
    }
}
