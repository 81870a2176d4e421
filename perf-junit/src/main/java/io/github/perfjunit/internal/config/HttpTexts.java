// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpProxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Parsers of settings of HTTP. What the public values refuse is told in their words, which hold no secrets.
 */
final class HttpTexts {

    private HttpTexts() {}

    static HttpProxy proxy(String text) {
        return checked("proxy", () -> HttpProxy.parse(text));
    }

    /** Reads hosts with commas between them. */
    static List<String> noProxy(String text) {
        return checked(
                "noProxy",
                () -> HttpOptions.builder().noProxy(hosts(text)).build().noProxy());
    }

    /** Reads hosts with commas between them. */
    static List<String> allowedHosts(String text) {
        return checked(
                "allowedHosts",
                () -> HttpOptions.builder().allowedHosts(hosts(text)).build().allowedHosts());
    }

    private static String[] hosts(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toArray(String[]::new);
    }

    static boolean flag(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadValueException(text, "be true or false");
        };
    }

    private static <T> T checked(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw BadValueException.said(name, e);
        }
    }
}
