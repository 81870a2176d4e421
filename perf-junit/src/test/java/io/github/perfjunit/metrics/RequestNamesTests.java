// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestNamesTests {

    @Test
    void name_upToTheMost_isStoredWhole() {
        assertThat(RequestNames.stored("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(RequestNames.stored("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
        assertThat(RequestNames.storedStatement("x".repeat(2_000))).isEqualTo("x".repeat(2_000));
        assertThat(RequestNames.storedStatement("x".repeat(2_001))).isEqualTo("x".repeat(2_000) + "...");
    }

    @Test
    void name_isNeverCutWithinACharacter() {
        String name = "x".repeat(199) + "\ud83d\ude00" + "y";

        assertThat(RequestNames.stored(name)).isEqualTo("x".repeat(199) + "...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankName_isRefused(String name) {
        assertThatThrownBy(() -> RequestNames.checked(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name of a request was blank but must be a text such as 'search'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(iteration)", "(user)", "(other)", "all requests"})
    void nameThatResultsUse_isRefused(String name) {
        assertThatThrownBy(() -> RequestNames.checked(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name of a request was '" + name
                        + "' but must be another, for results have figures of their own under it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "(login)", "iteration", "(Iteration)", "all requests of mine"})
    void anyOtherName_isTaken(String name) {
        assertThat(RequestNames.checked(name)).isSameAs(name);
    }
}
