// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ProblemsTests {

    private final Problems problems = new Problems("CatalogLoadTest.browse");

    @Test
    void throwIfAny_none_returns() {
        assertThat(problems.isEmpty()).isTrue();
        assertThatCode(() -> problems.throwIfAny(IllegalStateException::new)).doesNotThrowAnyException();
    }

    @Test
    void throwIfAny_one_singular() {
        problems.add("@LoadTest.users was '0' but must be from 1 to 200000");
        assertThatIllegalStateException()
                .isThrownBy(() -> problems.throwIfAny(IllegalStateException::new))
                .withMessage("1 configuration error in CatalogLoadTest.browse:\n"
                        + "  - @LoadTest.users was '0' but must be from 1 to 200000");
    }

    @Test
    void throwIfAny_several_allWithHintsAndEachOnce() {
        problems.add("a was 'x' but must be y");
        problems.add("b was 'x' but must be y", "try z");
        problems.add("a was 'x' but must be y");
        assertThatIllegalStateException()
                .isThrownBy(() -> problems.throwIfAny(IllegalStateException::new))
                .withMessage("""
                        2 configuration errors in CatalogLoadTest.browse:
                          - a was 'x' but must be y
                          - b was 'x' but must be y
                            Hint: try z""");
    }
}
