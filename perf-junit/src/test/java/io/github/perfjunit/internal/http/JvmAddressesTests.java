// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmAddressesTests {

    @ParameterizedTest
    @CsvSource({
        "0,  ,    , for 30 s",
        "10,  , , for 30 s",
        "30, , , ",
        "60, , , ",
        "0, , x, for 30 s",
        "0, , 0, ",
        "0, 10, 0, for 10 s",
        "60, -1, , for ever",
        "30, -1, ,",
        "5, 5, ,"
    })
    void note_ofJvmAndScenario_isOnlyWhereTheJvmIsLonger(int dnsTtl, String security, String property, String kept) {
        Optional<String> note = JvmAddresses.note(Duration.ofSeconds(dnsTtl), security, key -> property);

        assertThat(note)
                .isEqualTo(Optional.ofNullable(kept)
                        .map(time -> "the JVM keeps addresses of hosts " + time
                                + ", longer than dnsTtl; -Dsun.net.inetaddr.ttl=0 leaves it to dnsTtl"));
    }
}
