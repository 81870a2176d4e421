// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A field {@code Set-Cookie} parsed by RFC 6265, section 5.2, with the limits that browsers have (RFC 6265bis, section
 * 5.6).
 *
 * @param name the name, not empty
 * @param value the value as it was sent, with its quotes if it has some; may be empty
 * @param expires when the cookie ends, in milliseconds since 1970; {@link #NEVER} if there is no date
 * @param domain in lower case, without the dot at its beginning; empty if the cookie is for its host alone
 * @param path with a slash at its beginning; empty if that of the request decides
 * @param isSecure whether it is only for https
 */
record SetCookie(String name, String value, long expires, String domain, String path, boolean isSecure) {

    static final long NEVER = Long.MAX_VALUE;

    /** Maximum size of name and value together in bytes. */
    static final int LONGEST = 4096;

    /** Maximum size of the value of an attribute in bytes; a longer attribute is ignored. */
    static final int LONGEST_ATTRIBUTE = 1024;

    private static final long LATEST = NEVER / 1000;

    /**
     * Reads a field.
     *
     * @param now milliseconds since 1970
     * @return the cookie; null if it must be ignored
     */
    static @Nullable SetCookie parse(String field, long now) {
        int end = semicolon(field, 0);
        int equals = field.indexOf('=');
        if (equals < 0 || equals > end || hasControl(field)) {
            return null;
        }
        String name = trimmed(field, 0, equals);
        String value = trimmed(field, equals + 1, end);
        if (name.isEmpty() || name.length() + value.length() > LONGEST) {
            return null;
        }
        Attributes attributes = new Attributes();
        while (end < field.length()) {
            int start = end + 1;
            end = semicolon(field, start);
            attributes.take(field, start, end);
        }
        return new SetCookie(
                name, value, attributes.expires(now), attributes.domain, attributes.path, attributes.secure);
    }

    private static int semicolon(String field, int from) {
        int semicolon = field.indexOf(';', from);
        return semicolon < 0 ? field.length() : semicolon;
    }

    private static boolean hasControl(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                return true;
            }
        }
        return false;
    }

    private static String trimmed(String field, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(field.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(field.charAt(end - 1))) {
            end--;
        }
        return field.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The attributes; if one occurs several times, the last valid one counts. */
    private static final class Attributes {

        private @Nullable Long maxAge;
        private long expires = NEVER;
        private String domain = "";
        private String path = "";
        private boolean secure;

        void take(String field, int start, int end) {
            int equals = field.indexOf('=', start);
            boolean hasValue = equals >= 0 && equals < end;
            String value = hasValue ? trimmed(field, equals + 1, end) : "";
            if (value.length() > LONGEST_ATTRIBUTE) {
                return;
            }
            String name = trimmed(field, start, hasValue ? equals : end);
            switch (name.toLowerCase(Locale.ROOT)) {
                case "expires" -> {
                    OptionalLong date = CookieDate.parse(value);
                    expires = date.isPresent() ? date.getAsLong() : expires;
                }
                case "max-age" -> {
                    Long seconds = seconds(value);
                    maxAge = seconds == null ? maxAge : seconds;
                }
                case "domain" -> {
                    if (!value.isEmpty()) {
                        domain = value.substring(value.charAt(0) == '.' ? 1 : 0).toLowerCase(Locale.ROOT);
                    }
                }
                case "path" -> path = value.startsWith("/") ? value : "";
                case "secure" -> secure = true;
                default -> {} // HttpOnly and SameSite are about scripts and pages, which do not exist here
            }
        }

        /** Max-Age takes precedence over Expires, in any order. */
        long expires(long now) {
            if (maxAge == null) {
                return expires;
            }
            if (maxAge <= 0) {
                return Long.MIN_VALUE;
            }
            return maxAge > LATEST - now / 1000 ? NEVER - 1 : now + 1000 * maxAge;
        }

        private static @Nullable Long seconds(String value) {
            boolean negative = value.startsWith("-");
            long seconds = 0;
            for (int i = negative ? 1 : 0; i < value.length(); i++) {
                int digit = value.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return null;
                }
                seconds = seconds > LATEST / 10 ? LATEST : 10 * seconds + digit;
            }
            if (value.length() == (negative ? 1 : 0)) {
                return null;
            }
            return negative ? -seconds : Long.valueOf(seconds);
        }
    }
}
