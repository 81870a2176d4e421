// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleLinksTests {

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, eu-west-1.console.aws.amazon.com",
        "cn-north-1, cn-north-1.console.amazonaws.cn",
        "us-gov-west-1, us-gov-west-1.console.amazonaws-us-gov.com"
    })
    void metricsAreInTheConsoleOfThePartition(String region, String host) {
        assertThat(ConsoleLinks.metrics(region, "perf/junit"))
                .isEqualTo("https://" + host + "/cloudwatch/home?region=" + region
                        + "#metricsV2:graph=~();namespace=perf%2Fjunit");
    }
}
