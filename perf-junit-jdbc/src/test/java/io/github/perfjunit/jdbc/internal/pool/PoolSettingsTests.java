// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolSettingsTests {

    private static PoolSettings with(int size, int minIdle, Duration timeout, String... properties) {
        return new PoolSettings(size, minIdle, timeout, true, false, List.of(properties));
    }

    @Test
    void default_isRight() {
        assertThat(PoolSettings.DEFAULT.problems("pool")).isEmpty();
        assertThat(PoolSettings.DEFAULT.keptOpen()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"1, -1, 250", "1000, 1000, 3600000", "8, 0, 5000", "8, 8, 5000"})
    void problems_atTheBorders_areNone(int size, int minIdle, long timeout) {
        assertThat(with(size, minIdle, Duration.ofMillis(timeout)).problems("pool"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|-1|5000|@JdbcWorkload.pool.size was '0' but must be from 1 to 1,000",
                "1001|-1|5000|@JdbcWorkload.pool.size was '1001' but must be from 1 to 1,000",
                "8|9|5000|@JdbcWorkload.pool.minIdle was '9' but must be from 0 to the size, or -1 for as many",
                "8|-2|5000|@JdbcWorkload.pool.minIdle was '-2' but must be from 0 to the size, or -1 for as many",
                "8|-1|249|@JdbcWorkload.pool.connectionTimeout was '249ms' but must be from 250ms to 1h",
                "8|-1|3600001|@JdbcWorkload.pool.connectionTimeout was '3600001ms' but must be from 250ms to 1h",
            })
    void problems_beyondTheBorders_areSaid(int size, int minIdle, long timeout, String problem) {
        assertThat(with(size, minIdle, Duration.ofMillis(timeout)).problems("@JdbcWorkload.pool"))
                .containsExactly(problem);
    }

    @Test
    void problems_ofProperties_areSaidWithoutTheirValues() {
        assertThat(with(8, -1, Duration.ofSeconds(1), "prepareThreshold", "=1", "a=1", "a=s3cret", "Password=s3cret")
                        .problems("pool"))
                .containsExactly(
                        "pool.properties had 'prepareThreshold' but each must be name=value",
                        "pool.properties had '' but each must be name=value",
                        "pool.properties had 'a' twice",
                        "pool.properties had 'Password', which belongs to the database, not to its pool");
    }

    @Test
    void problems_longHostileName_isCutAndInOneLine() {
        assertThat(with(8, -1, Duration.ofSeconds(1), "a\nb" + "x".repeat(500)).problems("pool"))
                .containsExactly("pool.properties had 'a b" + "x".repeat(54) + "...' but each must be name=value");
    }

    @Test
    void driverProperties_blanksAndSecondEqualsSigns_areReadAsMeant() {
        assertThat(with(8, -1, Duration.ofSeconds(1), " options = -c x=1 ").driverProperties())
                .containsExactlyEntriesOf(Map.of("options", "-c x=1"));
    }

    @Test
    void toString_valuesOfProperties_areNotShown() {
        assertThat(with(8, -1, Duration.ofSeconds(1), "sslpassword=s3cret"))
                .hasToString("PoolSettings[size=8, minIdle=-1, connectionTimeout=PT1S, perTransactionConnection=true,"
                        + " autoCommit=false, properties=[sslpassword]]");
    }

    @Test
    void withSize_keepsThatManyOpen() {
        assertThat(with(8, 2, Duration.ofSeconds(1)).withSize(32).keptOpen()).isEqualTo(32);
    }
}
