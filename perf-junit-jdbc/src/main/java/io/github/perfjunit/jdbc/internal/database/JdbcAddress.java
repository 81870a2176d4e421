// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is and who connects to it.
 *
 * @param url JDBC URL without user and password
 * @param user user; empty if none is known
 * @param password that user's password; never shown
 */
public record JdbcAddress(String url, String user, String password) {

    private static final Set<String> USER = Set.of("user", "username");
    private static final Set<String> PASSWORD = Set.of("password", "pwd");

    /** User and password before the host, as MySQL and Oracle have them. */
    private static final Pattern BEFORE_HOST = Pattern.compile("(//|:thin:)([^/@?;:]*)(?:[:/]([^/?;]*))?@(?=.)");

    private static final Pattern HOST =
            Pattern.compile("^jdbc:(?:[a-z0-9]+:)*?(?:thin:@)?//(\\[[0-9a-fA-F:]+\\]|[^/?;,:]+)(?::(\\d+))?");

    private static final Pattern SECRET = Pattern.compile(
            "((?:^|[?&;,\\s(\"'])[^=?&;\\s]*(?:pass|pwd|secret|token|credential)[^=?&;\\s]*=)[^&;\\s]*",
            Pattern.CASE_INSENSITIVE);

    /**
     * Takes user and password out of a URL.
     *
     * @param url JDBC URL, which may have both as parameters
     * @param user user that wins over the URL's; empty for none
     * @param password password that wins over the URL's; empty for none
     */
    public static JdbcAddress of(String url, String user, String password) {
        String foundUser = "";
        String foundPassword = "";
        String rest = url;
        Matcher before = BEFORE_HOST.matcher(rest);
        if (before.find()) {
            foundUser = before.group(2);
            foundPassword = before.group(3) == null ? "" : before.group(3);
            String kept = before.group(1).equals("//") ? "//" : before.group(1) + "@";
            rest = rest.substring(0, before.start()) + kept + rest.substring(before.end());
        }
        int question = rest.indexOf('?');
        int start = question >= 0 ? question : rest.indexOf(';');
        if (start >= 0) {
            String separator = question >= 0 ? "&" : ";";
            List<String> kept = new ArrayList<>();
            for (String parameter : rest.substring(start + 1).split(separator, -1)) {
                String name = name(parameter);
                if (USER.contains(name)) {
                    foundUser = value(parameter, question >= 0);
                } else if (PASSWORD.contains(name)) {
                    foundPassword = value(parameter, question >= 0);
                } else {
                    kept.add(parameter);
                }
            }
            String parameters = String.join(separator, kept);
            rest = rest.substring(0, start) + (parameters.isEmpty() ? "" : rest.charAt(start) + parameters);
        }
        return new JdbcAddress(rest, user.isEmpty() ? foundUser : user, password.isEmpty() ? foundPassword : password);
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).trim().toLowerCase(Locale.ROOT);
    }

    private static String value(String parameter, boolean encoded) {
        String value = parameter.substring(parameter.indexOf('=') + 1);
        return encoded && value.matches("(?:[^%]|%[0-9a-fA-F]{2})*+")
                ? URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
                : value;
    }

    /** Returns the kind of database that the URL names, such as {@code postgresql}; empty if it names none. */
    public String kind() {
        String[] parts = url.split(":", 3);
        return parts.length > 2 && parts[0].equals("jdbc") ? parts[1].toLowerCase(Locale.ROOT) : "";
    }

    /** Returns host and port; empty if the URL has none. */
    public Optional<String> hostAndPort() {
        Matcher host = HOST.matcher(url);
        if (!host.find()) {
            return Optional.empty();
        }
        String port = host.group(2) == null ? JdbcKind.defaultPort(kind()) : host.group(2);
        return Optional.of(port.isEmpty() ? host.group(1) : host.group(1) + ":" + port);
    }

    /** Returns the URL for readers: of bounded length, and with {@code ***} for values that look like secrets. */
    public static String shown(String url) {
        String masked = BEFORE_HOST.matcher(url).replaceAll("$1***@");
        masked = SECRET.matcher(masked).replaceAll("$1***").replaceAll("\\p{Cntrl}", " ");
        return masked.length() <= 300 ? masked : masked.substring(0, 300) + "…";
    }

    /** Returns the URL for readers. */
    @Override
    public String toString() {
        return shown(url);
    }
}
