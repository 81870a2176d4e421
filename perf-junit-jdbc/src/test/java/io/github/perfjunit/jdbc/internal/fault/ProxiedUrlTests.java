// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.Configuration;
import org.postgresql.jdbc.SslMode;

class ProxiedUrlTests {

    private static final String VERIFIED =
            ", by which the driver has the server's host name verified, and the proxy's host is 127.0.0.1; encrypt, or"
                    + " verify the certificate, without the host name, as with sslmode=require or sslmode=verify-ca";

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example:5433/shop?user=me&password=a:b@c,"
                + " db.example, 5433, jdbc:postgresql://127.0.0.1:99/shop?user=me&password=a:b@c",
        "jdbc:postgresql://db/shop, db, 5432, jdbc:postgresql://127.0.0.1:99/shop",
        "jdbc:postgresql://db, db, 5432, jdbc:postgresql://127.0.0.1:99",
        "jdbc:postgresql://db?user=me, db, 5432, jdbc:postgresql://127.0.0.1:99?user=me",
        "jdbc:postgresql:shop, localhost, 5432, jdbc:postgresql://127.0.0.1:99/shop",
        "jdbc:postgresql:/, localhost, 5432, jdbc:postgresql://127.0.0.1:99/",
        "jdbc:postgresql:shop?user=me, localhost, 5432, jdbc:postgresql://127.0.0.1:99/shop?user=me",
        "jdbc:postgresql://[::1]:5433/shop, ::1, 5433, jdbc:postgresql://127.0.0.1:99/shop",
        "jdbc:postgresql://[fe80::1%eth0]/shop, fe80::1%eth0, 5432, jdbc:postgresql://127.0.0.1:99/shop",
        "jdbc:mysql://me:secret@db:3307/shop?useSSL=false,"
                + " db, 3307, jdbc:mysql://me:secret@127.0.0.1:99/shop?useSSL=false",
        "jdbc:mysql://me@db/shop, db, 3306, jdbc:mysql://me@127.0.0.1:99/shop",
        "jdbc:mariadb://db/shop, db, 3306, jdbc:mariadb://127.0.0.1:99/shop",
        "jdbc:mariadb:///shop, localhost, 3306, jdbc:mariadb://127.0.0.1:99/shop",
        "jdbc:h2:tcp://db:9093/./shop;USER=sa, db, 9093, jdbc:h2:tcp://127.0.0.1:99/./shop;USER=sa",
        "jdbc:h2:tcp://db/mem:shop, db, 9092, jdbc:h2:tcp://127.0.0.1:99/mem:shop",
        "JDBC:PostgreSQL://db:/shop, db, 5432, jdbc:postgresql://127.0.0.1:99/shop"
    })
    void through_url_leadsToTheProxy(String url, String host, int port, String through) {
        ProxiedUrl proxied = ProxiedUrl.of(url);
        assertThat(proxied.host()).isEqualTo(host);
        assertThat(proxied.port()).isEqualTo(port);
        assertThat(proxied.through(99)).isEqualTo(through);
        assertThat(ProxiedUrl.refusal(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://a:1,b:2/shop|its URL names several hosts, and a proxy stands before one",
                "jdbc:mysql://address=(host=a)(port=1)/shop|its URL names several hosts, and a proxy stands before one",
                "jdbc:mysql:loadbalance://a,b/shop|its URL chooses among several hosts, and a proxy stands before one",
                "jdbc:mariadb:sequential://a/shop|its URL chooses among several hosts, and a proxy stands before one",
                "jdbc:postgresql://a:70000/shop|host and port are not to be found in its URL",
                "jdbc:postgresql://a:0/shop|host and port are not to be found in its URL",
                "jdbc:postgresql://a:secret/shop|host and port are not to be found in its URL",
                "jdbc:postgresql://::1/shop|host and port are not to be found in its URL",
                "jdbc:h2:mem:shop|this H2 runs in the JVM itself, without a network",
                "jdbc:oracle:thin:@db:1521/shop|only URLs of PostgreSQL, MySQL, MariaDB and H2 (jdbc:h2:tcp:) can be sent"
                        + " through one",
                "jdbc:postgresql://db/shop?socketFactory=x.Y|its URL sets 'socketFactory', which leads past host and port",
                "jdbc:postgresql:?service=shop|its URL sets 'service', which leads past host and port",
                "jdbc:postgresql://db/shop?host=other|its URL sets 'host', which leads past host and port",
                "jdbc:postgresql://db/shop?user=me&PGPORT=1|its URL sets 'PGPORT', which leads past host and port",
                "jdbc:mariadb://db/shop?a=b&localSocket=/tmp/s|its URL sets 'localSocket', which leads past host and port",
                "jdbc:postgresql://db/shop?sslmode=verify-full|its URL sets 'sslmode=verify-full'" + VERIFIED,
                "jdbc:postgresql://db/shop?user=a&ssl=true|its URL sets 'ssl=true'" + VERIFIED,
                "jdbc:postgresql://db/shop?ssl&user=a|its URL sets 'ssl'" + VERIFIED,
                "jdbc:mysql://db/shop?sslMode=VERIFY_IDENTITY|its URL sets 'sslMode=VERIFY_IDENTITY'" + VERIFIED,
                "jdbc:mariadb://db/shop?sslMode=verify-full|its URL sets 'sslMode=verify-full'" + VERIFIED,
                "jdbc:mariadb://db/shop?useSsl=true|its URL sets 'useSsl=true'" + VERIFIED,
                "jdbc:mariadb://db/shop?a=b&useSSL=1|its URL sets 'useSsl=1'" + VERIFIED,
                "jdbc:aws-wrapper:postgresql://db/shop|its URL is that of the AWS wrapper, which chooses among the servers"
                        + " of a cluster by itself"
            })
    void of_urlThatCannotGoThroughAProxy_tellsWhy(String url, String reason) {
        assertThat(ProxiedUrl.refusal(url)).hasValue(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://me:secret@/x@db/shop",
                "jdbc:mysql://me:secret/y@db/shop",
                "jdbc:mysql://me:secret:1:2@db:1:2/shop",
                "jdbc:postgresql://[secret/shop"
            })
    void refusal_strangeUrl_doesNotShowIt(String url) {
        assertThat(ProxiedUrl.refusal(url).orElse("")).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop?ssl=false",
                "jdbc:postgresql://db/shop?ssl=true&sslmode=require",
                "jdbc:postgresql://db/shop?ssl=true&sslmode=verify-ca",
                "jdbc:postgresql://db/shop?sslmode=prefer",
                "jdbc:mysql://db/shop?useSSL=true&requireSSL=true",
                "jdbc:mysql://db/shop?sslMode=VERIFY_CA",
                "jdbc:mariadb://db/shop?sslMode=trust",
                "jdbc:mariadb://db/shop?sslMode=verify-ca"
            })
    void refusal_encryptedWithoutTheHostName_isNone(String url) {
        assertThat(ProxiedUrl.refusal(url)).isEmpty();
        assertThat(ProxiedUrl.refusal(url, Map.of("socketTimeout", "5"))).isEmpty();
    }

    @Test
    void refusal_hostNameVerifiedByThePool_tellsWhy() {
        assertThat(ProxiedUrl.refusal("jdbc:postgresql://db/shop", Map.of("ssl", "true")))
                .hasValue("the pool sets 'ssl=true'" + VERIFIED);
        assertThat(ProxiedUrl.refusal("jdbc:postgresql://db/shop", Map.of("ssl", "true", "sslmode", "require")))
                .isEmpty();
        assertThat(ProxiedUrl.refusal("jdbc:h2:mem:x", Map.of("ssl", "true")))
                .hasValue("this H2 runs in the JVM itself, without a network");
    }

    /** What is refused here is what the drivers do. */
    @Test
    void drivers_meanWhatIsRefused() throws Exception {
        Properties ssl = new Properties();
        ssl.setProperty("ssl", "true");
        assertThat(SslMode.of(ssl)).isEqualTo(SslMode.VERIFY_FULL);
        ssl.setProperty("ssl", "");
        assertThat(SslMode.of(ssl)).isEqualTo(SslMode.VERIFY_FULL);
        ssl.setProperty("sslmode", "require");
        assertThat(SslMode.of(ssl).verifyPeerName()).isFalse();
        assertThat(mariaDb("useSsl=true")).isEqualTo("VERIFY_FULL");
        assertThat(mariaDb("sslMode=1")).isEqualTo("VERIFY_FULL");
        assertThat(mariaDb("sslMode=VERIFY_IDENTITY")).isEqualTo("VERIFY_FULL");
        assertThat(mariaDb("sslMode=trust")).isEqualTo("TRUST");
    }

    private static String mariaDb(String parameter) throws Exception {
        return Configuration.parse("jdbc:mariadb://db/shop?" + parameter)
                .sslMode()
                .name();
    }

    @Test
    void of_hugeUrl_isRefused() {
        assertThat(ProxiedUrl.refusal("jdbc:postgresql://" + "a".repeat(10_000)))
                .hasValue("the URL is longer than 8192 characters");
    }

    @Test
    void toString_urlWithPassword_showsHostAndPortAlone() {
        assertThat(ProxiedUrl.of("jdbc:mysql://me:secret@db/shop?password=secret"))
                .hasToString("db:3306");
    }
}
