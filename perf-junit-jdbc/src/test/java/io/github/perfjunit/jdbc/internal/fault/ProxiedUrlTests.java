// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiedUrlTests {

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
                "jdbc:postgresql://db/shop?sslmode=verify-full|its URL has the server's host name verified, and the"
                        + " proxy's host is 127.0.0.1; verify the certificate alone, as with sslmode=verify-ca"
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
