// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.perfjunit.spi.ConfigurationMistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTemplateTests {

    private static final BaseUrl BASE = BaseUrl.parse("http://shop:8080/api/");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "/products/{id}       | 7      | /api/products/7                | GET /products/{id}",
                "products/{id}        | 7      | /api/products/7                | GET /products/{id}",
                "/p/{id}/x/           | a/b?c  | /api/p/a%2Fb%3Fc/x/            | GET /p/{id}/x/",
                "/p/{a}               | ü €    | /api/p/%C3%BC%20%E2%82%AC      | GET /p/{a}",
                "/p/{a}               | 😀x    | /api/p/%F0%9F%98%80x           | GET /p/{a}",
                "/p/{a}               | a&b=c@d| /api/p/a&b=c@d                 | GET /p/{a}",
                "/s?q={q}&n=1         | a&b=c+ | /api/s?q=a%26b%3Dc%2B&n=1      | GET /s",
                "/s?a=b?c             | none   | /api/s?a=b?c                   | GET /s",
                "/a b/%41\"<é         | none   | /api/a%20b/%41%22%3C%C3%A9     | GET /a b/%41\"<é",
                "/a#top               | none   | /api/a                         | GET /a",
                "/                    | none   | /api/                          | GET /",
                "''                   | none   | /api/                          | GET /",
                "?x=1                 | none   | /api/?x=1                      | GET /",
                "http://other/{a}     | 7      | /7                             | GET /{a}",
                "http://other         | none   | /                              | GET /",
                "HTTPS://Other:1/a?b  | none   | /a?b                           | GET /a",
            })
    void template_expanded_isEncodedAndNamed(String url, String value, String path, String name) {
        UrlTemplate template = UrlTemplate.parse("GET", url, BASE);

        assertThat(template.expand(value == null ? new Object[0] : new Object[] {value}))
                .isEqualTo(path);
        assertThat(template.name("GET")).isEqualTo(name);
        assertThat(template.name("PUT")).isEqualTo(name.replace("GET", "PUT"));
    }

    @Test
    void relative_goesToTheBase_absoluteElsewhere() {
        assertThat(UrlTemplate.parse("GET", "/a", BASE).origin()).hasToString("shop:8080");
        assertThat(UrlTemplate.parse("GET", "https://Other/a", BASE).origin()).hasToString("other:443");
        assertThat(UrlTemplate.parse("GET", "http://[::1]:81/a", null).origin()).hasToString("[::1]:81");
        assertThat(UrlTemplate.parse("GET", "http://my_service/a", null).origin())
                .hasToString("my_service:80");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a              | GET /a is relative, but the load has no baseUrl: set baseUrl on @LoadTest (or load.baseUrl(...)), or give an absolute URL",
                "a/ftp://b       | GET a/ftp://b is relative, but the load has no baseUrl: set baseUrl on @LoadTest (or load.baseUrl(...)), or give an absolute URL",
                "ftp://a/b       | URL 'ftp://a/b': must begin with http:// or https://",
                "http://{h}/b    | URL 'http://{h}/b': values are possible in its path and query alone",
                "http://h/{b     | URL 'http://h/{b': has a { without a }",
                "http://h/b}     | URL 'http://h/b}': has a } without a {",
                "http:///b       | URL 'http:///b': must hold a host of letters, digits, dots and hyphens",
                "http://h:0/b    | URL 'http://h:0/b': must hold a port from 1 to 65535",
                "http://h:99999/ | URL 'http://h:99999/': must hold a port from 1 to 65535",
            })
    void mistake_isNamed(String url, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlTemplate.parse("GET", url, null))
                .withMessage(message);
    }

    @Test
    void otherScheme_isNoPath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlTemplate.parse("GET", "ws+x://a/b", BASE))
                .withMessage("URL 'ws+x://a/b': must begin with http:// or https://");
        assertThat(UrlTemplate.parse("GET", "go?to=http://a", BASE).origin()).hasToString("shop:8080");
    }

    @ParameterizedTest
    @CsvSource({
        "/a, true",
        "http://h/{b, true",
        "http://h/b}, true",
        "http://{h}/, true",
        "ftp://a, false",
        "http://:1, false"
    })
    void mistake_endsTheLoad_onlyIfItIsNoneOfTheData(String url, boolean never) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlTemplate.parse("GET", url, null))
                .matches(e -> e instanceof ConfigurationMistake == never);
    }

    @Test
    void wrongNumberOfValues_isNamed() {
        UrlTemplate template = UrlTemplate.parse("GET", "/a/{b}/{c}", BASE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> template.expand(1))
                .withMessage("URL '/a/{b}/{c}': has 2 places for values but got 1 value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlTemplate.parse("GET", "/a", BASE).expand(1, 2))
                .withMessage("URL '/a': has 0 places for values but got 2 values");
    }
}
