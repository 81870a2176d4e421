// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.spi.UserResource;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTests {

    private final HttpResource resource = new HttpResource();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://localhost",
                "HTTPS://Shop.Example:8443/api/v1/",
                "http://[::1]:8080",
                "http://my_service"
            })
    void goodBaseUrl_hasNoProblem(String url) {
        assertThat(resource.problems(TestUser.plan(url))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8080        | baseUrl was 'localhost:8080' but must begin with http:// or https://",
                "ftp://h               | baseUrl was 'ftp://h' but must begin with http:// or https://",
                "http://               | baseUrl was 'http://' but must hold a host of letters, digits, dots and hyphens",
                "http://h o/           | baseUrl was 'http://h o/' but must hold a host of letters, digits, dots and hyphens",
                "http://h:x            | baseUrl was 'http://h:x' but must hold a port from 1 to 65535",
                "http://h?a=b          | baseUrl was 'http://h?a=b' but must hold no query and no fragment",
                "http://h#a            | baseUrl was 'http://h#a' but must hold no query and no fragment",
                "http://h/{a}          | baseUrl was 'http://h/{a}' but must hold no braces",
                "http://me:secret@h/   | baseUrl was 'http://***@h/' but must not hold a user or password",
            })
    void badBaseUrl_isNamed(String url, String problem) {
        assertThat(resource.problems(TestUser.plan(url)))
                .isEqualTo(List.of(problem + ", such as http://localhost:8080"));
    }

    @Test
    void resource_isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(UserResource.class)).anyMatch(HttpResource.class::isInstance);
    }
}
