// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * What relative URLs are resolved against.
 */
final class BaseUrls {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private BaseUrls() {}

    static String parse(String text) {
        String url = text.strip();
        BadValueException bad = new BadValueException(text, "be an http or https URL such as http://localhost:8080");
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                return url;
            }
        } catch (URISyntaxException e) {
            bad.initCause(e);
        }
        throw bad;
    }
}
