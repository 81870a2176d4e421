// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePatternTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    503 after 12 ms                          | # after #
                    503 after 1.02 s                         | # after #
                    waited 250ms                             | waited #
                    waited 1h30m                             | waited #
                    waited 1 min 5 s                         | waited #
                    waited PT1.5S for it                     | waited # for it
                    waited P1DT2H                            | waited #
                    was 1.5e-3                               | was #
                    was -2                                   | was #
                    was +2E10                                | was #
                    was .5                                   | was #
                    1,234,567 bytes                          | # bytes
                    12 bytes                                 | # bytes
                    order 5f3a-77c1                          | order #
                    id 5f3a9c                                | id #
                    id 5d3a-1e10                             | id #
                    id 12d4                                  | id #
                    id 1234-5678                             | id #
                    id abcd-0123                             | id #
                    id 0x1F                                  | id #
                    was 1234e-3                              | was #
                    was 1234e-3 ms                           | was #
                    waited 1234 ms                           | waited #
                    waited 5d                                | waited #
                    f47ac10b-58cc-4372-a567-0e02b2c3d479 gone| # gone
                    F47AC10B-58CC-4372-A567-0E02B2C3D479 gone| # gone
                    10.0.0.17:8080 refused                   | #:# refused
                    [2001:db8::1]:8080 refused               | [#]:# refused
                    no route to fe80::1                      | no route to #
                    no route to ::1                          | no route to #
                    shop.Cart@1b2c3d                         | shop.Cart@#
                    shop.Cart@cafe                           | shop.Cart@#
                    user17 is unknown                        | user# is unknown
                    row_12 is locked                         | row_# is locked
                    pages 3-5                                | pages #-#
                    at 12:30:45                              | at #
                    on 2026-11-30                            | on #-#-#
                    HTTP/1.1 500                             | HTTP/# #
                    """)
    void numbers_ofAnyForm_areMasked(String message, String pattern) {
        assertThat(ErrorSummary.pattern(message)).isEqualTo(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the cafe was added",
                "a decade ago",
                "Part of it: PS",
                "GET /cart",
                "5 is no word: \u00e9t\u00e9",
                "a-b: c::d",
                "well-dead-beef",
                "defacedfaceadded",
                "",
                "-",
                "@",
                ":::",
                "P T"
            })
    void words_areKept(String message) {
        assertThat(ErrorSummary.pattern(message)).isEqualTo(message.replace("5", "#"));
    }

    @Test
    void differentUnitsOfAnythingElse_stayApart() {
        assertThat(ErrorSummary.pattern("after 5 retries")).isEqualTo("after # retries");
        assertThat(ErrorSummary.pattern("after 5 s")).isEqualTo("after #");
    }

    @Test
    void messagesCutOffWithinNumbers_haveTheSamePattern() {
        String shorter = ("no item 7 in it; " + "x".repeat(400)).substring(0, 300) + "...";
        String longer = ("no item 1234567 in it; " + "x".repeat(400)).substring(0, 300) + "...";

        assertThat(ErrorSummary.pattern(shorter))
                .isEqualTo(ErrorSummary.pattern(longer))
                .hasSize(150);
    }
}
