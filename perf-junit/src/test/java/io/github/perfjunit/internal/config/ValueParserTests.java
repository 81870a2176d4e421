// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

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
                "90",
                "1m 30s",
                "1 s",
                "+1s",
                "1_0s",
                "1,5s",
                ".5s",
                "\u0661s",
                "1\u00b5s",
                "1w",
                "1min",
                "1e3s",
                "9999999999999999999s"
            })
    void durationParse_wrongText_saysWhatItMustBe(String text) {
        assertRejected(() -> Durations.parse(text), text, DURATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "366d",
                "365d1ns",
                "999999999999999999d",
                "8761h",
                "364d24h1ns",
                "31536001s",
                "999999999999999999ns"
            })
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
    @ValueSource(
            strings = {
                "",
                "200",
                "200/d",
                "5/d",
                "/s",
                "-1/s",
                "+5/s",
                "1e3/s",
                "1_000/s",
                "1,000/s",
                "0,5/s",
                ".5/s",
                "1./s",
                "5./s",
                "\u0663/s",
                "\uff15/s",
                "1/2s",
                "1/s2",
                "200 per s",
                "200/s/s",
                "200/S",
                "200 /  s",
                "200/\ns",
                "NaN/s",
                "Infinity/s",
                "0x10/s",
                "5\u00a0/s",
                "1234567890123/s",
                "0.1234567890/s",
                "${rate}"
            })
    void rateParse_wrongText_saysWhatItMustBe(String text) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(() -> Rates.parse(text))
                .withMessage("was " + BadValueException.quote(text) + " but must " + RATE);
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
        "0/s, 0/s",
        "1.5/min, 0.025/s",
        "0.001/h, 0.001/h",
        "0.000000001/h, 0.000000001/h",
        "0.123456789/s, 0.123456789/s",
        "0.0001/min, 0.006/h"
    })
    void rateFormat_anyRate_smallestUnitWithoutLongFraction(String text, String expected) {
        assertThat(Rates.format(Rates.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200/s",
                "200/sec",
                "200 / s",
                "0.5/min",
                "1/m",
                "7/h",
                "999999.999999999/s",
                "0.000000001/s",
                "0.000000001/h",
                "123.456789/min",
                "000200.50/s",
                "1000000/s"
            })
    void rateFormat_anyRateThatIsRead_isReadBackAsTheSame(String text) {
        double rate = Rates.parse(text);

        assertThat(Rates.parse(Rates.format(rate))).isCloseTo(rate, withinPercentage(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1e-15, 0.0000000000036/h", "0.333333333333333, 20/min", "3.14159265358979, 11309.733552923/h"})
    void rateFormat_rateThatWasScaled_isNeverZero(double rate, String expected) {
        assertThat(Rates.format(rate)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5%, 0.5",
        "0%, 0",
        "100%, 100",
        "' 5 % ', 5",
        "0.001%, 0.001",
        "0.000000001%, 0.000000001",
        "007%, 7",
        "99.999999999%, 99.999999999"
    })
    void shareParse_rightText_percent(String text, double expected) {
        assertThat(Percentages.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.5",
                "0.1",
                "100.1%",
                "100.0001%",
                "100.000000001%",
                "-1%",
                "+1%",
                "999%",
                "%",
                "1000%",
                "half",
                "0,1%",
                "1e-3%",
                ".5%",
                "5.%",
                "\u0665%",
                "5%%",
                "5 per cent",
                "0.1234567890%"
            })
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
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "https://shop.example/api",
                "HTTP://[::1]:80",
                "http://[fe80::1%eth0]:8080/",
                "http://[::ffff:10.0.0.1]",
                "http://my_service",
                "http://xn--bcher-kva.example",
                "http://h:1",
                "http://h:65535",
                "http://h:",
                "http://h/a%20b/@scope",
                "https://h//"
            })
    void baseUrlParse_rightText_kept(String text) {
        assertThat(BaseUrls.parse(text)).isEqualTo(text);
        assertThat(BaseUrls.parse(" " + text + "\t")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "localhost",
                "ftp://a",
                "http:/a",
                "http:a",
                "http://",
                "http:///x",
                "http://?a",
                "/api",
                "http://a b",
                "http://a/b c",
                "http://a/\u0009b",
                "http://a/%zz",
                "http://a/<b>",
                "//host",
                "jdbc:postgresql://a/b",
                "file:///etc/passwd"
            })
    void baseUrlParse_wrongText_saysWhatItMustBe(String text) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(() -> BaseUrls.parse(text))
                .withMessage("was " + BadValueException.quote(text) + " but must " + URL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://h:0            | http://h:0              | hold a port from 1 to 65535",
                "http://h:65536        | http://h:65536          | hold a port from 1 to 65535",
                "http://h:x            | http://h:x              | hold a port from 1 to 65535",
                "http://h:-1           | http://h:-1             | hold a port from 1 to 65535",
                "http://h:\u0663       | http://h:\u0663         | hold a port from 1 to 65535",
                "http://h:99999999999  | http://h:99999999999    | hold a port from 1 to 65535",
                "http://h?a=b          | http://h?a=b            | hold no query and no fragment",
                "http://h/x?a=b        | http://h/x?a=b          | hold no query and no fragment",
                "http://h#a            | http://h#a              | hold no query and no fragment",
                "http://h/{a}          | http://h/{a}            | hold no braces",
                "http://b\u00fccher.de | http://b\u00fccher.de   | hold a host of letters, digits, dots and hyphens",
                "http://.h             | http://.h               | hold a host of letters, digits, dots and hyphens",
                "http://[::1           | http://[::1             | hold a host of letters, digits, dots and hyphens",
                "http://[zz]           | http://[zz]             | hold a host of letters, digits, dots and hyphens",
                "http://[]             | http://[]               | hold a host of letters, digits, dots and hyphens",
                "http://me:secret@h/   | http://***@h/           | not hold a user or password",
                "https://me@h          | https://***@h           | not hold a user or password",
                "http://me:s@cret@h    | http://***@h            | not hold a user or password",
                "http://me:s/cret@h    | http://***@h            | hold a port from 1 to 65535",
                "http://me:s?cret@h    | http://***@h            | hold no query and no fragment",
            })
    void baseUrlParse_wrongPart_isNamedAndPasswordsAreHidden(String text, String shown, String allowed) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(() -> BaseUrls.parse(text))
                .withMessage("was '" + shown + "' but must " + allowed + ", such as http://localhost:8080");
    }

    @ParameterizedTest
    @CsvSource({
        "me:secret@h:80, ***@h:80",
        "http://me:secret@h o, http://***@h o",
        "ftp://me:secret@h, ftp://***@h",
        "//me:secret@h, //***@h"
    })
    void baseUrlParse_noUrlWithPassword_isHidden(String text, String shown) {
        assertRejected(() -> BaseUrls.parse(text), shown, URL);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, did you mean http://localhost:8080?",
        "shop.example/api, did you mean http://shop.example/api?",
        "[::1]:8080, did you mean http://[::1]:8080?",
        "localhost, ''",
        "ftp://a, ''",
        "/api, ''",
        "mailto:me, ''",
        "me:secret@h:80, ''"
    })
    void baseUrlParse_missingScheme_hasHint(String text, String hint) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(() -> BaseUrls.parse(text))
                .extracting(BadValueException::hint)
                .isEqualTo(hint);
    }

    @Test
    void badValue_urlWithPassword_isHiddenInAnyText() {
        assertThat(new BadValueException("http://me:secret@${host}", "have a value for 'host'"))
                .hasMessage("was 'http://***@${host}' but must have a value for 'host'");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "-7, -7", "+7, 7", "' 7 ', 7", "9223372036854775807, 9223372036854775807"})
    void numberParse_anyWholeNumber_itsValue(String text, long expected) {
        assertThat(Numbers.any(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0", "1e3", "1_000", "\u0663", "9223372036854775808", "99999999999999999999", "0x7"})
    void numberParse_anythingElse_rejected(String text) {
        assertRejected(() -> Numbers.any(text), text, "be a whole number");
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
