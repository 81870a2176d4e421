// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTests {

    private static final Placeholders PLACEHOLDERS = new Placeholders(TestSettings.of(
            Map.of("first", "junit"),
            Map.of("first", "property", "second", "property", "empty", "", "odd", "${first}"),
            Map.of("FIRST", "variable", "SECOND", "variable", "SHOP_BASE_URL", "variable")));

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'', ''",
        "${first}, junit",
        "${second:x}, property",
        "${shop.base-url:x}, variable",
        "${missing:http://localhost:8080}, http://localhost:8080",
        "${missing:}, ''",
        "${empty:default}, ''",
        "${ first }, junit",
        "http://${missing:a}:${missing:1}/x, http://a:1/x",
        "$first {first} $, $first {first} $",
        "${odd}, ${first}"
    })
    void resolve_rightText_valuesInPlace(String text, String expected) {
        assertThat(PLACEHOLDERS.resolve(text)).isEqualTo(expected);
    }

    @Test
    void resolve_neitherValueNorDefault_namesTheKeyAndThePlaces() {
        assertRejected(
                "http://${shop.url}/",
                "was 'http://${shop.url}/' but must have a value for 'shop.url': a JUnit configuration parameter or"
                        + " system property of that name, an environment variable 'SHOP_URL', or a default as in"
                        + " ${key:default}");
    }

    @Test
    void resolve_notClosed_rejected() {
        assertRejected("a ${first", "was 'a ${first' but must close each ${ with }");
    }

    @Test
    void resolve_noKey_rejected() {
        assertRejected("${}", "was '${}' but must name a key in each ${key} or ${key:default}");
        assertRejected("${:x}", "was '${:x}' but must name a key in each ${key} or ${key:default}");
    }

    @Test
    void settingsOf_thisJvm_parameterBeforePropertyBeforeEnvironment() {
        Settings settings = Settings.of(key -> key.equals("java.version") ? "junit" : null);
        assertThat(settings.find("java.version")).isEqualTo("junit");
        assertThat(settings.find("java.home")).isEqualTo(System.getProperty("java.home"));
        assertThat(settings.find("path")).isEqualTo(System.getenv("PATH"));
        assertThat(settings.find("no.such.key.anywhere")).isNull();
    }

    private static void assertRejected(String text, String message) {
        assertThatExceptionOfType(BadValueException.class)
                .isThrownBy(() -> PLACEHOLDERS.resolve(text))
                .withMessage(message);
    }
}
