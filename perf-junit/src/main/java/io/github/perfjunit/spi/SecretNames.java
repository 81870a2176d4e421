// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Recognizes names of header fields, columns, connection properties and settings whose values are secret, for extensions
 * that show what they were given. In doubt a name counts as secret, because hiding a value does no harm. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SecretNames {

    private static final int LONGEST = 1000;

    /** Secret anywhere in a name, comparing only letters and digits: {@code X-Api-Key}, {@code dbPassword}. */
    private static final List<String> PARTS = List.of(
            "password",
            "passwd",
            "passphrase",
            "passcode",
            "pwd",
            "userpass",
            "dbpass",
            "keypass",
            "storepass",
            "secret",
            "token",
            "apikey",
            "accesskey",
            "privatekey",
            "signingkey",
            "encryptionkey",
            "authorization",
            "authentication",
            "credential",
            "session",
            "cookie",
            "jwt",
            "bearer");

    /** Secret only as a whole word, because other words contain them: {@code X-Auth} but not {@code author}. */
    private static final Set<String> WORDS = Set.of("auth", "pass", "pw", "pin", "otp", "sid", "cvv", "cvc");

    private SecretNames() {}

    /**
     * Returns whether the values under a name are secret.
     *
     * @param name such as {@code X-Api-Key}, {@code user_password} or {@code accessToken}; upper and lower case are alike
     * @return true if they must not be sent elsewhere or shown
     */
    public static boolean isSecret(String name) {
        StringBuilder joined = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int length = Math.min(name.length(), LONGEST);
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            boolean camel = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if (camel || !Character.isLetterOrDigit(c)) {
                if (isSecretWord(word)) {
                    return true;
                }
                word.setLength(0);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
                joined.append(c);
            }
        }
        String whole = joined.toString().toLowerCase(Locale.ROOT);
        return isSecretWord(word) || PARTS.stream().anyMatch(whole::contains);
    }

    private static boolean isSecretWord(StringBuilder word) {
        return WORDS.contains(word.toString().toLowerCase(Locale.ROOT));
    }
}
