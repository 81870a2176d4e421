// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithoutAssertJTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                AbortWatch.class,
                BodyFailures.class,
                Delivery.class,
                ErrorCoverage.class,
                ErrorRemainder.class,
                Explanation.class,
                FirstMiss.class,
                InvalidRunException.class,
                Limit.class,
                Objective.class,
                Objectives.class,
                Operator.class,
                MeasuredValue.class,
                SlidingWindow.class,
                SloMessages.class,
                SloTable.class,
                SloText.class,
                SloViolation.class,
                Suspects.class,
                SampleTotals.class,
                SampleMetric.class
            })
    void evaluation_namesNoClassOfAssertJ(Class<?> type) throws IOException {
        try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            assertThat(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("org/assertj")
                    .doesNotContain("slo/Check")
                    .doesNotContain("FluentFailure")
                    .doesNotContain("slo/CheckedFigure");
        }
    }
}
