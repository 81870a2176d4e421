// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com",
                "test",
                "localhost",
                "uk",
                "xn--p1ai",
                "co.uk",
                "org.uk",
                "ltd.uk",
                "ac.jp",
                "or.jp",
                "com.au",
                "com.br",
                "gob.mx",
                "anything.ck",
                "github.io",
                "herokuapp.com",
                "s3.amazonaws.com",
                "pages.dev"
            })
    void suffix_whereAnybodyRegisters_isPublic(String domain) {
        assertThat(PublicSuffixes.contains(domain)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "shop.test",
                "a.localhost",
                "example.co.uk",
                "www.co.uk",
                "bbc.uk",
                "t.co",
                "co.example",
                "me.github.io",
                "or.de",
                "127.0.0.1",
                "co.11",
                "shop.internal",
                "bucket.s3.amazonaws.com",
                "a.b.ck"
            })
    void domain_ofOneOwner_isNot(String domain) {
        assertThat(PublicSuffixes.contains(domain)).isFalse();
    }
}
