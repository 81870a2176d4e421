// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "db_password",
                "userPassword",
                "passwd",
                "pwd",
                "dbPwd",
                "Passphrase",
                "pass",
                "user.pass",
                "secret",
                "client-secret",
                "clientSecret",
                "token",
                "accessToken",
                "X-Auth-Token",
                "X-CSRF-Token",
                "refresh_token",
                "dbpass",
                "keyPass",
                "trustStorePassword",
                "sslpassword",
                "apikey",
                "apiKey",
                "API_KEY",
                "X-Api-Key",
                "api key",
                "Authorization",
                "Proxy-Authorization",
                "X-Auth",
                "auth",
                "credential",
                "Credentials",
                "AWS_ACCESS_KEY_ID",
                "private key",
                "privateKey",
                "private_key.pem",
                "signing-key",
                "session",
                "sessionId",
                "JSESSIONID",
                "X-Session-Id",
                "Cookie",
                "Set-Cookie",
                "jwt",
                "bearer",
                "pin",
                "cardPin",
                "otp",
                "cvv",
                "sid",
                "X-Sid"
            })
    void name_ofASecret_isOne(String name) {
        assertThat(SecretNames.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "id",
                "name",
                "user",
                "author",
                "authors",
                "passenger",
                "compass",
                "bypass",
                "key",
                "keyboard",
                "monkey",
                "primary_key",
                "spin",
                "shipping",
                "inside",
                "residence",
                "Accept",
                "X-Request-Id",
                "Content-Type",
                "Host",
                "traceparent",
                "sku",
                "\u0000"
            })
    void name_ofSomethingElse_isNone(String name) {
        assertThat(SecretNames.isSecret(name)).isFalse();
    }
}
