// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6265, section 5.1.1. */
class CookieDateTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT      | 1994-11-06T08:49:37Z", // RFC 1123
                "Sunday, 06-Nov-94 08:49:37 GMT     | 1994-11-06T08:49:37Z", // RFC 850
                "Sun Nov  6 08:49:37 1994           | 1994-11-06T08:49:37Z", // asctime
                "Wed, 09-Jun-2021 10:18:14 GMT      | 2021-06-09T10:18:14Z", // Netscape
                "Wed, 09 Jun 2021 10:18:14 UTC      | 2021-06-09T10:18:14Z", // the zone is not looked at
                "Wed, 09 Jun 2021 10:18:14 -0700    | 2021-06-09T10:18:14Z",
                "09 jUN 2021 10:18:14               | 2021-06-09T10:18:14Z",
                "June 9 10:18:14 2021               | 2021-06-09T10:18:14Z",
                "2021 9 Jun 10:18:14                | 2021-06-09T10:18:14Z", // 2021 is no day, so it is the year
                "10:18:14 9 Jun 2021                | 2021-06-09T10:18:14Z",
                "Mon, 9/Jun/2021 1:2:3              | 2021-06-09T01:02:03Z",
                "9 Jun 2021 10:18:14.000            | 2021-06-09T10:18:14Z",
                "9 Jun 2021 10:18:14Z               | 2021-06-09T10:18:14Z",
                "9th Jun 2021 10:18:14              | 2021-06-09T10:18:14Z",
                "9 Jun 2021AD 10:18:14              | 2021-06-09T10:18:14Z",
                "9 Jun 69 10:18:14                  | 2069-06-09T10:18:14Z",
                "9 Jun 70 10:18:14                  | 1970-06-09T10:18:14Z",
                "9 Jun 99 10:18:14                  | 1999-06-09T10:18:14Z",
                "9 Jun 00 10:18:14                  | 2000-06-09T10:18:14Z",
                "9 Jun 1601 00:00:00                | 1601-06-09T00:00:00Z",
                "9 Jun 9999 23:59:59                | 9999-06-09T23:59:59Z",
                "29 Feb 2024 00:00:00               | 2024-02-29T00:00:00Z",
                "Thu, 01 Jan 1970 00:00:00 GMT      | 1970-01-01T00:00:00Z",
                "9 Jun 2021 10:18:14 2022 Jul 8     | 2021-06-09T10:18:14Z", // the first of each kind holds
            })
    void date_ofAnyForm_isRead(String text, String instant) {
        assertThat(CookieDate.parse(text))
                .isEqualTo(OptionalLong.of(Instant.parse(instant).toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "tomorrow",
                "0",
                "-1",
                "1620000000",
                "2021-06-09T10:18:14Z",
                "9 Jun 2021",
                "9 Jun 10:18:14",
                "Jun 2021 10:18:14",
                "9 2021 10:18:14",
                "9 Jun 2021 10:18",
                "9 Jun 2021 24:00:00",
                "9 Jun 2021 10:60:00",
                "9 Jun 2021 10:18:60",
                "9 Jun 2021 100:18:14",
                "9 Jun 2021 10:018:14",
                "9 Jun 2021 1x:18:14",
                "9 Jun 2021 10:1x:14",
                "9 Jun 2021 10::14",
                "9 Jun 2021 :18:14",
                "9 Jun 2021 10:18:",
                "9 Jun 2021 10:18:014",
                "9 Jun 1600 10:18:14",
                "9 Jun 20210 10:18:14",
                "0 Jun 2021 10:18:14",
                "31 Jun 2021 10:18:14",
                "32 Jan 2021 10:18:14",
                "29 Feb 2023 10:18:14",
                "9 Jux 2021 10:18:14",
            })
    void text_thatIsNoDate_isNone(String text) {
        assertThat(CookieDate.parse(text)).isEmpty();
    }
}
