// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.load.ThinkTime;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, rates, shares, pauses, URLs and the way bad ones are shown. */
class ValueParserTests {

    private static final String DURATION = "be a duration such as 250ms, 2s, 10m or 1h30m";
    private static final String RATE = "be a rate such as 200/s, 10000/min or 5/h";
    private static final String SHARE = "be a share from 0% to 100% such as 0.5%";
    private static final String PAUSE = "be a pause such as 2s or a range such as 1s..3s";
    private static final String URL = "be an http or https URL such as http://localhost:8080";

    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "2s, PT2S",
        "10m, PT10M",
        "1h30m, PT1H30M",
        "500us, PT0.0005S",
        "7ns, PT0.000000007S",
        "1d, PT24H",
        "0s, PT0S",
        "90m, PT90M",
        "1d2h3m4s5ms6us7ns, PT26H3M4.005006007S",
        "365d, PT8760H",
        "' 2s ', PT2S"
    })
    void durationParse_rightText_itsLength(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "2 minutes",
                "-1s",
                "1.5s",
                "30m1h",
                "1s1s",
                "1S",
                "1h 30m",
                "PT1S",
                "s",
                "1sms",
                "9999999999999999999s"
            })
    void durationParse_wrongText_saysWhatItMustBe(String text) {
        assertRejected(() -> Durations.parse(text), text, DURATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"366d", "365d1ns", "999999999999999999d", "8761h"})
    void durationParse_moreThanAYear_rejected(String text) {
        assertRejected(() -> Durations.parse(text), text, "be at most 365d");
    }

    @Test
    void durationParsePositive_zero_rejected() {
        assertRejected(() -> Durations.parsePositive("0s"), "0s", "be above 0s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "2m", "1h30m", "250ms", "1d2h3m4s5ms6us7ns", "1s500ms", "365d"})
    void durationFormat_anyLength_isReadBack(String text) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }

    @Test
    void durationFormat_largeUnits_areUsed() {
        assertThat(Durations.format(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(Durations.format(Duration.ofDays(2))).isEqualTo("2d");
    }

    @ParameterizedTest
    @CsvSource({
        "200/s, 200",
        "200/sec, 200",
        "0.5/s, 0.5",
        "10000/min, 166.66666666666666",
        "60/m, 1",
        "5/h, 0.001388888888888889",
        "0/s, 0",
        "' 200 / s ', 200",
        "1000000/s, 1000000",
        "60000000/min, 1000000"
    })
    void rateParse_rightText_perSecond(String text, double expected) {
        assertThat(Rates.parse(text)).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "200", "200/d", "/s", "-1/s", "1e3/s", "200 per s", "200/s/s", "NaN/s", "1./s"})
    void rateParse_wrongText_saysWhatItMustBe(String text) {
        assertRejected(() -> Rates.parse(text), text, RATE);
    }

    @Test
    void rateParse_outOfRange_rejected() {
        assertRejected(() -> Rates.parse("1000001/s"), "1000001/s", "be at most 1000000/s");
        assertRejected(() -> Rates.parsePositive("0/min"), "0/min", "be above 0/s");
    }

    @ParameterizedTest
    @CsvSource({
        "200/s, 200/s",
        "10000/min, 10000/min",
        "5/h, 5/h",
        "0.25/s, 0.25/s",
        "60/min, 1/s",
        "1000000/s, 1000000/s",
        "7/h, 7/h",
        "0/s, 0/s"
    })
    void rateFormat_anyRate_smallestUnitWithoutLongFraction(String text, String expected) {
        assertThat(Rates.format(Rates.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.5%, 0.5", "0%, 0", "100%, 100", "' 5 % ', 5", "0.001%, 0.001"})
    void shareParse_rightText_percent(String text, double expected) {
        assertThat(Percentages.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.5", "100.1%", "-1%", "999%", "%", "1000%", "half"})
    void shareParse_wrongText_saysWhatItMustBe(String text) {
        assertRejected(() -> Percentages.parse(text), text, SHARE);
    }

    @Test
    void pauseParse_rightText_range() {
        ThinkTime two = new ThinkTime(Duration.ofSeconds(2), Duration.ofSeconds(2));
        ThinkTime range = new ThinkTime(Duration.ofSeconds(1), Duration.ofSeconds(3));
        assertThat(Pauses.parse("2s")).isEqualTo(two);
        assertThat(Pauses.parse("1s..3s")).isEqualTo(range);
        assertThat(Pauses.parse("1s .. 3s")).isEqualTo(range);
        assertThat(Pauses.format(two)).isEqualTo("2s");
        assertThat(Pauses.format(range)).isEqualTo("1s..3s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "1s..", "..3s", "1s...3s", "1s..3s..5s", "1s-3s", ".."})
    void pauseParse_wrongText_saysWhatItMustBe(String text) {
        assertRejected(() -> Pauses.parse(text), text, PAUSE);
    }

    @Test
    void pauseParse_endBeforeBegin_rejected() {
        assertRejected(() -> Pauses.parse("3s..1s"), "3s..1s", "not end before it begins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "https://shop.example/api", "HTTP://[::1]:80"})
    void baseUrlParse_rightText_kept(String text) {
        assertThat(BaseUrls.parse(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://a", "http://", "http:///x", "/api", "http://a b", "//host"})
    void baseUrlParse_wrongText_saysWhatItMustBe(String text) {
        assertRejected(() -> BaseUrls.parse(text), text, URL);
    }

    @Test
    void badValue_longText_isCut() {
        assertThat(new BadValueException("x".repeat(101), "be short"))
                .hasMessage("was '" + "x".repeat(100) + "...' but must be short");
        assertThat(new BadValueException("x".repeat(100), "be short"))
                .hasMessage("was '" + "x".repeat(100) + "' but must be short");
    }

    @Test
    void badValue_controlCharacters_areShownAsEscapes() {
        assertThat(new BadValueException("a\n\u001b[31m\u2028\u202e", "be plain"))
                .hasMessage("was 'a\\u000a\\u001b[31m\\u2028\\u202e' but must be plain");
    }

    private static void assertRejected(ThrowingCallable parse, String text, String allowed) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(parse)
                .withMessage("was '" + text + "' but must " + allowed);
    }
}
