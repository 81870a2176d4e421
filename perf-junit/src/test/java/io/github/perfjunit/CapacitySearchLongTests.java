// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacitySearchLongTests {
    @Test
    void server_withFourWorkers_isFound(@TempDir Path output) {
        try (TruthServer server = TruthServer.withWorkers(4, Duration.ofMillis(100))) {
            TestRun run = TestRun.of(CapacityTests.WorkersTestCases.class, output, "truth.url=" + server.url());

            System.out.println(run.printed());
            run.assertPassed("searches");
        }
    }
}
