// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTextTests {

    @ParameterizedTest
    @CsvSource({
        "380/s, 380",
        "' 380 / s ', 380",
        "0.5/sec, 0.5",
        "10000/min, 166.66666666666666",
        "60/m, 1",
        "7200/h, 2",
        "0/s, 0",
        "0.000000001/s, 1e-9"
    })
    void rate_isReadInItsUnit(String text, double perSecond) {
        assertThat(RateText.perSecond(text)).hasValue(perSecond);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "380",
                "/s",
                "380/",
                "380/d",
                "-1/s",
                "1e3/s",
                "380 per s",
                "1,5/s",
                "380/S",
                "380  /s",
                "1.2.3/s"
            })
    void otherText_isNoRate(String text) {
        assertThat(RateText.perSecond(text)).isEmpty();
    }
}
