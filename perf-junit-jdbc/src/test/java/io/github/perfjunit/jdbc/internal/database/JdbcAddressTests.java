// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcAddressTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:postgresql://h:5433/d?user=u&password=p%26q jdbc:postgresql://h:5433/d u p&q h:5433 postgresql",
                "jdbc:postgresql://h/d?ssl=true&user=u&x=1&password=a+b jdbc:postgresql://h/d?ssl=true&x=1 u a+b h:5432 postgresql",
                "jdbc:mysql://u:p@ss@h:1/d jdbc:mysql://h:1/d u p@ss h:1 mysql",
                "jdbc:mysql://u@h:1/d jdbc:mysql://h:1/d u '' h:1 mysql",
                "jdbc:h2:mem:x;USER=sa;PASSWORD=p;MODE=MySQL jdbc:h2:mem:x;MODE=MySQL sa p '' h2",
                "jdbc:sqlserver://h;databaseName=d;user=u;password=p jdbc:sqlserver://h;databaseName=d u p h:1433 sqlserver",
                "jdbc:oracle:thin:u/p@//h:1522/s jdbc:oracle:thin:@//h:1522/s u p h:1522 oracle",
                "jdbc:postgresql://[::1]:5/d jdbc:postgresql://[::1]:5/d '' '' [::1]:5 postgresql",
                "jdbc:postgresql:d jdbc:postgresql:d '' '' '' postgresql"
            })
    void url_withUserAndPassword_losesBoth(
            String given, String url, String user, String password, String host, String kind) {
        JdbcAddress address = JdbcAddress.of(given, "", "");

        assertThat(address).isEqualTo(new JdbcAddress(url, user, password));
        assertThat(address.hostAndPort().orElse("")).isEqualTo(host);
        assertThat(address.kind()).isEqualTo(kind);
    }

    @Test
    void user_givenBesideTheUrl_wins() {
        assertThat(JdbcAddress.of("jdbc:x://h/d?user=a&password=b", "c", "d"))
                .isEqualTo(new JdbcAddress("jdbc:x://h/d", "c", "d"));
    }

    @Test
    void text_ofAnAddress_showsNoSecret() {
        assertThat(JdbcAddress.of("jdbc:postgresql://h/d?password=geheim&sslpassword=tief&sslkey=k", "", ""))
                .hasToString("jdbc:postgresql://h/d?sslpassword=***&sslkey=k");
        assertThat(JdbcAddress.shown("no driver for jdbc:mysql://u:geheim@h/d?user=x&password=geheim"))
                .isEqualTo("no driver for jdbc:mysql://***@h/d?user=x&password=***");
        assertThat(JdbcAddress.shown("x".repeat(400))).hasSize(301);
    }

    @Test
    void failure_described_keepsValuesAndPasswordsOut() {
        assertThat(SqlFailures.describe(new SQLException(
                        "ERROR: duplicate key value violates unique constraint \"users_pkey\"\n  Detail: Key (id)=(7) exists.",
                        "23505")))
                .isEqualTo("SQLState 23505: ERROR: duplicate key value violates unique constraint \"users_pkey\"");
        assertThat(SqlFailures.describe(
                        new SQLException("ERROR: invalid input syntax for type integer: \"bob\"", "22P02")))
                .isEqualTo("SQLState 22P02: ERROR: invalid input syntax for type integer: ?");
        assertThat(SqlFailures.describe(new SQLException("refused for geheim", "28P01", 7), "geheim"))
                .isEqualTo("SQLState 28P01, error 7: refused for ***");
        assertThat(SqlFailures.describe(new SQLException(
                        "Syntax error in SQL statement \"select 'a''b' \"\"x\"\"\"; expected \"y\"; SQL statement: select 1",
                        "42001")))
                .isEqualTo("SQLState 42001: Syntax error in SQL statement ?; expected \"y\"");
        assertThat(SqlFailures.describe(new SQLException("You have an error near 'x 'b'' at line 1", "42000")))
                .isEqualTo("SQLState 42000: You have an error near ? at line 1");
        assertThat(SqlFailures.describe(
                        new SQLException("ERROR: syntax error at or near \"'bob'\"\n Position: 3", "42601")))
                .isEqualTo("SQLState 42601: ERROR: syntax error at or near ?");
        for (String literal : new String[] {"'bo\"b", "$$bob", "E'bob", "U&'bob"}) {
            assertThat(SqlFailures.describe(new SQLException(
                            "ERROR: unterminated quoted string at or near \"" + literal + "\"\n Position: 3", "42601")))
                    .isEqualTo("SQLState 42601: ERROR: unterminated quoted string at or near ?");
        }
        assertThat(SqlFailures.describe(
                        new SQLException("Syntax error in SQL statement \"" + "bob ".repeat(30_000) + "\"", "42000")))
                .isEqualTo("SQLState 42000: Syntax error in SQL statement ?");
        assertThat(SqlFailures.describe(new SQLException((String) null))).isEqualTo("no SQLState");
    }
}
