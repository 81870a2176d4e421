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
                "jdbc:oracle:thin:\"u_x\"/\"p/@;p\"@//h:1522/s jdbc:oracle:thin:@//h:1522/s u_x p/@;p h:1522 oracle",
                "jdbc:sqlserver://h;password={a;b}c};encrypt=true;user=u jdbc:sqlserver://h;encrypt=true u a;b}c h:1433 sqlserver",
                "jdbc:sqlserver://h;user=u;password={a}}b} jdbc:sqlserver://h u a}b h:1433 sqlserver",
                "jdbc:h2:mem:x;INIT=set\\;password=a;USER=sa jdbc:h2:mem:x;INIT=set\\;password=a sa '' '' h2",
                "jdbc:mysql://u:p%40s@h:1/d jdbc:mysql://h:1/d u p@s h:1 mysql",
                "jdbc:mysql://u:p@h:1,v:q@i:2/d jdbc:mysql://u:p@h:1,v:q@i:2/d '' '' '' mysql",
                "jdbc:mysql://u:p,s@h:1/d jdbc:mysql://h:1/d u p,s h:1 mysql",
                "jdbc:postgresql://[::1]:5/d jdbc:postgresql://[::1]:5/d '' '' [::1]:5 postgresql",
                "jdbc:aws-wrapper:postgresql://h/d?user=u&password=p jdbc:aws-wrapper:postgresql://h/d u p h:5432 postgresql",
                "jdbc:aws-wrapper:mysql://h:1/d jdbc:aws-wrapper:mysql://h:1/d '' '' h:1 mysql",
                "jdbc:p6spy:aws-wrapper:mariadb://h/d jdbc:p6spy:aws-wrapper:mariadb://h/d '' '' h:3306 mariadb",
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
    void driver_thatIsMissing_isNamedWithItsWrapper() {
        assertThat(JdbcKind.driverHint(JdbcAddress.of("jdbc:aws-wrapper:mysql://h/d", "", "")))
                .isEqualTo(
                        "add software.amazon.jdbc:aws-advanced-jdbc-wrapper and the driver com.mysql:mysql-connector-j"
                                + " to the class path (scope test or runtime)");
        assertThat(JdbcKind.driverHint(JdbcAddress.of("jdbc:mysql://h/d", "", "")))
                .isEqualTo("add the driver com.mysql:mysql-connector-j to the class path (scope test or runtime)");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jdbc:sqlserver://h;password={ge;hei}m};x=y|jdbc:sqlserver://h;password=***;x=y",
                "jdbc:sqlserver://h;user=u;password={geheim|jdbc:sqlserver://h;user=u;password=***",
                "jdbc:sqlserver://h;password={geheim}};x=geheim};y=z|jdbc:sqlserver://h;password=***;y=z",
                "jdbc:sqlserver://h;trustStorePassword=ge heim;x=y|jdbc:sqlserver://h;trustStorePassword=***;x=y",
                "jdbc:oracle:thin:scott/\"ge/he@im\"@//h:1/s|jdbc:oracle:thin:***@//h:1/s",
                "jdbc:oracle:thin:scott/ge/heim@//h:1/s?a=b@c|jdbc:oracle:thin:***@//h:1/s?a=b@c",
                "jdbc:oracle:thin:scott[me]/geheim@(DESCRIPTION=(HOST=h))|jdbc:oracle:thin:***@(DESCRIPTION=(HOST=h))",
                "jdbc:oracle:oci:scott/geheim@h|jdbc:oracle:oci:***@h",
                "jdbc:oracle:thin:scott/geheim|jdbc:oracle:thin:***",
                "jdbc:oracle:thin:@//h:1/s?a=b@c|jdbc:oracle:thin:@//h:1/s?a=b@c",
                "jdbc:oracle:thin:@(DESCRIPTION=(SECURITY=(wallet_password=ge,heim)))|jdbc:oracle:thin:@(DESCRIPTION=(SECURITY=(wallet_password=***)))",
                "jdbc:h2:mem:x;INIT=create user a password 'ge''heim'\\;set x 'y'|jdbc:h2:mem:x;INIT=create user a password '***'\\;set x 'y'",
                "jdbc:h2:mem:x;INIT=create user a SALT 'geheim' HASH  'geheim';USER=sa|jdbc:h2:mem:x;INIT=create user a SALT '***' HASH  '***';USER=sa",
                "jdbc:h2:~/x;CIPHER=AES;PASSWORD=geheim geheim;USER=sa|jdbc:h2:~/x;CIPHER=AES;PASSWORD=***;USER=sa",
                "jdbc:mysql://u:geheim@h:1,v:geheim@i:2/d|jdbc:mysql://***@i:2/d",
                "jdbc:mysql://u:ge/heim@h/d|jdbc:mysql://***@h/d",
                "jdbc:mysql://u:ge?heim@h/d|jdbc:mysql://***@h/d",
                "jdbc:mysql://h:3306/d?email=a@b|jdbc:mysql://h:3306/d?email=a@b",
                "jdbc:mysql://[::1]:3306/d?email=a@b|jdbc:mysql://[::1]:3306/d?email=a@b",
                "jdbc:mysql://(host=h,user=u,password=ge,heim),(host=i,password=geheim)/d|jdbc:mysql://(host=h,user=u,password=***),(host=i,password=***)/d",
                "jdbc:mysql://address=(host=h)(password=geheim)(user=u)/d|jdbc:mysql://address=(host=h)(password=***)(user=u)/d",
                "jdbc:mysql://h/d?pass%77ord=geheim&x=y|jdbc:mysql://h/d?pass%77ord=***&x=y",
                "jdbc:postgresql://h/d?user=x&password=ge;he im&sslkey=k|jdbc:postgresql://h/d?user=x&password=***&sslkey=k",
                "jdbc:aws-wrapper:postgresql://h/d?idpPassword=geheim&accessToken=geheim|jdbc:aws-wrapper:postgresql://h/d?idpPassword=***&accessToken=***",
                "refused: jdbc:postgresql://h/d?password=geheim for x|refused: jdbc:postgresql://h/d?password=*** for x",
                "must be \"jdbc:h2:x\" but is \"jdbc:h2:y;PASSWORD=geheim geheim\"|must be \"jdbc:h2:x\" but is \"jdbc:h2:y;PASSWORD=***",
                "password authentication failed for user \"bob\"|password authentication failed for user \"bob\"",
                "identified by 'geheim' and password = 'ge heim' x|identified by '***' and password =*** x"
            })
    void secret_inAUrl_isMasked(String url, String shown) {
        assertThat(JdbcAddress.shown(url)).isEqualTo(shown);
        assertThat(JdbcAddress.shown(url)).doesNotContain("heim");
    }

    @Test
    void secret_beyondWhatIsShown_isNotLookedFor() {
        assertThat(JdbcAddress.shown("jdbc:oracle:thin:\"" + "x".repeat(100_000) + "\"@h"))
                .isEqualTo("jdbc:oracle:thin:***");
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
