// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.perfjunit.spi.UserResource;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(url.isEmpty() || BaseUrl.parse(url).origin().port() > 0).isTrue();
    }

    @Test
    void badBaseUrl_inAPlan_isRefusedWithoutItsPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resource.prepare(TestUser.plan("http://me:secret@h/")))
                .withMessage("must not hold a user or password, such as http://localhost:8080");
    }

    @Test
    void resource_isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(UserResource.class)).anyMatch(HttpResource.class::isInstance);
    }
}
