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
    private static final Reception RECEPTION = new Reception(100_000, true, new BodyMemory(Long.MAX_VALUE).share());

    @ParameterizedTest
    @CsvSource({"0, -1", "1, -1", "4096, -1", "4097, -1", "100000, -1", "0, 0", "5, 5", "65536, 65536", "100000, 100000"
    })
    void body_withinTheLimit_isReadWhole(int length, long declared) throws Exception {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 'x');

        assertThat(BodyReader.read(new ByteArrayInputStream(body), declared, ORIGIN, RECEPTION))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"100001, -1", "300000, -1", "100001, 100001", "0, 9223372036854775807"})
    void body_overTheLimit_isRefused(int length, long declared) {
        byte[] body = new byte[length];

        assertThatThrownBy(() -> BodyReader.read(new ByteArrayInputStream(body), declared, ORIGIN, RECEPTION))
                .isInstanceOf(Broken.class)
                .hasMessage("shop:80 sent a body of more than 100 KB");
    }

    @ParameterizedTest
    @CsvSource({
        "64000000, 64 MB",
        "67108864, 64 MiB",
        "512000, 512 KB",
        "524288, 512 KiB",
        "1, 1 byte",
        "100, 100 bytes",
        "5000000000, 5000 MB"
    })
    void limit_inTheMessage_isWrittenInTheLargestWholeUnit(long limit, String words) {
        assertThat(BodyReader.tooLarge(ORIGIN, limit)).hasMessage("shop:80 sent a body of more than " + words);
    }
}
