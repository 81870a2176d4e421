// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
        UrlTemplate template = UrlTemplate.parse(url, BASE);

        assertThat(template.expand(value == null ? new Object[0] : new Object[] {value}))
                .isEqualTo(path);
        assertThat(template.name("GET")).isEqualTo(name);
        assertThat(template.name("PUT")).isEqualTo(name.replace("GET", "PUT"));
    }

    @Test
    void relative_goesToTheBase_absoluteElsewhere() {
        assertThat(UrlTemplate.parse("/a", BASE).origin()).hasToString("shop:8080");
        assertThat(UrlTemplate.parse("https://Other/a", BASE).origin()).hasToString("other:443");
        assertThat(UrlTemplate.parse("http://[::1]:81/a", null).origin()).hasToString("[::1]:81");
        assertThat(UrlTemplate.parse("http://my_service/a", null).origin()).hasToString("my_service:80");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a              | URL '/a': is relative and there is no baseUrl: set baseUrl = \"http://...\" or use an absolute URL",
                "ftp://a/b       | URL 'ftp://a/b': is relative and there is no baseUrl: set baseUrl = \"http://...\" or use an absolute URL",
                "http://{h}/b    | URL 'http://{h}/b': values are possible in its path and query alone",
                "http://h/{b     | URL 'http://h/{b': has a { without a }",
                "http://h/b}     | URL 'http://h/b}': has a } without a {",
                "http:///b       | URL 'http:///b': must hold a host of letters, digits, dots and hyphens",
                "http://h:0/b    | URL 'http://h:0/b': must hold a port from 1 to 65535",
                "http://h:99999/ | URL 'http://h:99999/': must hold a port from 1 to 65535",
            })
    void mistake_isNamed(String url, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlTemplate.parse(url, null))
                .withMessage(message);
    }

    @Test
    void wrongNumberOfValues_isNamed() {
        UrlTemplate template = UrlTemplate.parse("/a/{b}/{c}", BASE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> template.expand(1))
                .withMessage("URL '/a/{b}/{c}': has 2 places for values but got 1 value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlTemplate.parse("/a", BASE).expand(1, 2))
                .withMessage("URL '/a': has 0 places for values but got 2 values");
    }
}
