// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTests {

    @ParameterizedTest
    @CsvSource({
        "/products/{id}, /products/{id}",
        "products/{id}, /products/{id}",
        "http://shop.test:8080/products/{id}?q={q}, /products/{id}",
        "http://shop.test, /",
        "http://shop.test?q=1, /",
        "{base}/products/{id}, {base}/products/{id}",
        "https://{host}/products#top, /products",
        "/redirect?to=http://other/x, /redirect",
        "/redirect/http://other/x, /redirect/http://other/x",
        "/codes/{code:[a-z]?/x}/y?z, /codes/{code:[a-z]?/x}/y",
        "'', /"
    })
    void path_ofTemplate_hasNoHostAndNoQuery(String template, String path) {
        assertThat(Templates.path(template)).isEqualTo(path);
    }
}
