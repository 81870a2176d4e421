// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlainTextTests {

    @Test
    void controlAndInvisibleCharacters_areReplaced() {
        assertThat(PlainText.of("a\tb\r\nc\u001b[1m\u202Ed\u0000\uD800\u2028e", 100))
                .isEqualTo("a b  c?[1m?d?? e");
    }

    @Test
    void longText_isCutOffBetweenCharacters() {
        assertThat(PlainText.of("😀😀😀😀😀😀", 5)).isEqualTo("😀😀...");
        assertThat(PlainText.of("12345", 5)).isEqualTo("12345");
        assertThat(PlainText.of("x".repeat(1_000_000), 5)).isEqualTo("xx...");
    }

    @Test
    void testName_namesDirectoriesThatAnyFileSystemTakes() {
        TestName nested = new TestName("shop.Outer$Inner", "m", "load", 2);
        assertThat(nested.display()).isEqualTo("Outer.Inner.m.2");
        assertThat(nested.fileName(false)).isEqualTo("Outer.Inner.m.2");
        assertThat(nested.fileName(true)).isEqualTo("shop.Outer.Inner.m.2");
        assertThat(new TestName("T", "a b/../c:é", "load", 1).fileName(false)).isEqualTo("T.a_b_.._c_-2b5a2bc9");
        assertThat(new TestName("T", "a b/../c:è", "load", 1).fileName(false)).isNotEqualTo("T.a_b_.._c_-2b5a2bc9");
        assertThat(new TestName("T", "x".repeat(500), "load", 1).fileName(false))
                .hasSize(120);
        assertThatThrownBy(() -> new TestName("T", "m", "load", 0)).hasMessage("number was 0 but must be at least 1");
    }
}
