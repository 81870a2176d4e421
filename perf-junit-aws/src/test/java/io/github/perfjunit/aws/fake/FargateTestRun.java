// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.fake;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs one load test with the fakes as AWS. */
public final class FargateTestRun {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Path output;

    public FargateTestRun(FakeS3 s3, FakeEcs ecs, Path output) {
        this.output = output;
        settings.put("perf.aws.runOn", "fargate");
        settings.put("perf.aws.region", "eu-west-1");
        settings.put("perf.aws.endpoint.s3", s3.endpoint().toString());
        settings.put("perf.aws.endpoint.ecs", ecs.endpoint().toString());
        settings.put("perf.aws.endpoint.sts", ecs.endpoint().toString());
        settings.put("perf.aws.endpoint.logs", ecs.endpoint().toString());
        settings.put("perf.aws.bucket", FakeS3.BUCKET);
        settings.put("perf.aws.cluster", "perf");
        settings.put("perf.aws.subnets", "subnet-1,subnet-2");
        settings.put("perf.aws.securityGroups", "sg-1");
        settings.put("perf.aws.logGroup", "tasks");
        settings.put("perf.aws.targetInTask", "true");
        settings.put("perf.aws.readyTimeout", "150s");
        settings.put("perf.aws.startLead", "2s");
        settings.put("perf.aws.look", "200ms");
        settings.put("perf.aws.send", "1s");
        settings.put("perf.aws.silence", "20s");
        settings.put("perf.output", output.toString());
        settings.put("perf.invalid", "warn");
        settings.put("perf.progress", "off");
    }

    public FargateTestRun with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    public FargateTestRun without(String key) {
        settings.remove(key);
        return this;
    }

    public Map<String, String> settings() {
        return settings;
    }

    /** Runs the only test of a class. */
    public TestExecutionResult run(Class<?> test) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .configurationParameters(settings)
                .configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
                .execute();
        return results.testEvents().finished().stream()
                .map(Event::getPayload)
                .flatMap(Optional::stream)
                .map(TestExecutionResult.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no test was run: " + results.allEvents().list()));
    }

    /** Returns the content of a file of the result. */
    public String file(String name) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            Path file = files.filter(each -> each.endsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no " + name + " in " + output));
            return Files.readString(file);
        }
    }
}
