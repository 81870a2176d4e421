// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.internal.util.UrlParts;
import java.util.regex.Pattern;

/**
 * URLs that others are resolved against. A user and a password are never shown.
 */
final class BaseUrls {

    private static final Pattern USER = Pattern.compile("^([^/@]*//)?.*@", Pattern.DOTALL);

    private BaseUrls() {}

    static String parse(String text) {
        String url = text.strip();
        try {
            UrlParts.parseBase(url);
            return url;
        } catch (IllegalArgumentException e) {
            String shown = USER.matcher(text).replaceFirst("$1***@");
            String allowed = String.valueOf(e.getMessage()).replaceFirst("^must ", "");
            BadValueException bad =
                    new BadValueException(shown, allowed, lacksScheme(url) ? "did you mean http://" + url + "?" : "");
            bad.initCause(e);
            throw bad;
        }
    }

    /** Returns whether a text is a host with a port or a domain that lacks only the scheme. */
    private static boolean lacksScheme(String url) {
        if (url.contains("://") || (!url.contains(":") && !url.contains("."))) {
            return false;
        }
        try {
            UrlParts.parseBase("http://" + url);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
