// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyReaderTests {

    private static final Origin ORIGIN = Origin.parse("http://shop");

    @ParameterizedTest
    @CsvSource({"0, -1", "1, -1", "4096, -1", "4097, -1", "100000, -1", "0, 0", "5, 5", "65536, 65536", "100000, 100000"
    })
    void body_withinTheLimit_isReadWhole(int length, long declared) throws Exception {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 'x');

        assertThat(BodyReader.read(new ByteArrayInputStream(body), declared, ORIGIN, 100_000))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"100001, -1", "300000, -1", "100001, 100001", "0, 9223372036854775807"})
    void body_overTheLimit_isRefused(int length, long declared) {
        byte[] body = new byte[length];

        assertThatThrownBy(() -> BodyReader.read(new ByteArrayInputStream(body), declared, ORIGIN, 100_000))
                .isInstanceOf(Broken.class)
                .hasMessage("shop:80 sent a body of more than 100000 bytes");
    }
}
