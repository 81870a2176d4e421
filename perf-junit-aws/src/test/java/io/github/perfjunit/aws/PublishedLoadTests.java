// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.perfjunit.LoadTest;
import io.github.perfjunit.Slo;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.slo.SloViolation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Loads whose figures are to be published, and cannot be. */
class PublishedLoadTests {

    @TempDir
    Path output;

    static class PublishedTestCases {

        @LoadTest(users = 1, duration = "500ms")
        void held(VirtualUser user) {
            user.step("nothing", () -> Thread.sleep(20));
        }

        @Slo(request = "nothing", p50 = "1ms")
        @LoadTest(users = 1, duration = "2s")
        void missed(VirtualUser user) {
            user.step("nothing", () -> Thread.sleep(20));
        }
    }

    private EngineExecutionResults run(String method, Map<String, String> settings) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(PublishedTestCases.class, method, "io.github.perfjunit.load.VirtualUser"))
                .configurationParameter("perf.output", output.toString())
                .configurationParameter("perf.aws.cloudwatch.enabled", "true")
                .configurationParameters(settings)
                .execute();
    }

    private static Throwable failure(EngineExecutionResults results) {
        return results.testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .findFirst()
                .orElseThrow();
    }

    /** A port of loopback that nobody listens at. */
    private static Map<String, String> nowhere() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Map.of(
                    "perf.aws.region",
                    "eu-west-1",
                    "perf.aws.endpoint.cloudwatch",
                    "http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @Test
    void verdictIsTheSameIfNothingCanBePublished() throws Exception {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "verysecret");
        try {
            assertThat(run("held", nowhere()).testEvents().succeeded().count()).isEqualTo(1);
            assertThat(failure(run("missed", nowhere()))).isInstanceOf(SloViolation.class);
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void mistakesAreToldBeforeTheLoad() {
        assertThat(failure(run(
                        "held",
                        Map.of(
                                "perf.aws.cloudwatch.enabled", "yes",
                                "perf.aws.namespace", "AWS/EC2",
                                "perf.aws.region", "Ireland"))))
                .message()
                .contains("perf.aws.cloudwatch.enabled was 'yes' but must be true or false")
                .contains(
                        "perf.aws.namespace was 'AWS/EC2' but must be letters, digits and any of _ . / # - and must not"
                                + " begin with AWS/")
                .contains(
                        "perf.aws.region was 'Ireland' but must be such as eu-west-1, to publish to CloudWatch there");
    }
}
