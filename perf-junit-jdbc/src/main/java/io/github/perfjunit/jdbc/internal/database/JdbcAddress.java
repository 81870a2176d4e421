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

    /** User and password before the host, as MySQL has them. */
    private static final Pattern BEFORE_HOST = Pattern.compile("(//)([^/@?;:,(]*)(?::([^/?;]*))?@(?=.)");

    /** As Oracle has them, in quotes or without. */
    private static final Pattern BEFORE_ORACLE =
            Pattern.compile("(:(?:thin|oci8?):)(\"[^\"]*\"|[^\"/@?;:(]*)(?:/(\"[^\"]*\"|[^\"/?;(]*))?@(?=.)");

    private static final Pattern HOST = Pattern.compile(
            "^jdbc:(?:[a-z0-9+-]+:)*?(?:thin:@)?//(?![^/?;]*@)(\\[[0-9a-fA-F:]+\\]|[^/?;,:]+)(?::(\\d+))?");

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
        Matcher oracle = BEFORE_ORACLE.matcher(rest);
        Matcher before = BEFORE_HOST.matcher(rest);
        if (oracle.find()) {
            foundUser = unquoted(oracle.group(2));
            foundPassword = oracle.group(3) == null ? "" : unquoted(oracle.group(3));
            rest = rest.substring(0, oracle.start()) + oracle.group(1) + "@" + rest.substring(oracle.end());
        } else if (before.find() && !hasSeveralHosts(rest, before.start(2))) {
            foundUser = decoded(before.group(2));
            foundPassword = before.group(3) == null ? "" : decoded(before.group(3));
            rest = rest.substring(0, before.end(1)) + rest.substring(before.end());
        }
        int question = rest.indexOf('?');
        int start = question >= 0 ? question : rest.indexOf(';');
        if (start >= 0) {
            String separator = question >= 0 ? "&" : ";";
            List<String> kept = new ArrayList<>();
            for (String parameter : split(rest.substring(start + 1), separator.charAt(0))) {
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
        if (encoded) {
            return decoded(value);
        }
        boolean braces = value.length() > 1 && value.startsWith("{") && value.endsWith("}");
        return braces ? value.substring(1, value.length() - 1).replace("}}", "}") : value;
    }

    private static String decoded(String value) {
        return value.matches("(?:[^%]|%[0-9a-fA-F]{2})*+")
                ? URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
                : value;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    /** Each host may have a user of its own, which only the driver can tell apart. */
    private static boolean hasSeveralHosts(String url, int start) {
        int end = start;
        while (end < url.length() && "/?;".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String hosts = url.substring(start, end);
        return hosts.substring(hosts.indexOf('@') + 1).contains(",");
    }

    /** Splits at a separator, but neither in braces, as SQL Server has them, nor after a backslash, as H2 has it. */
    private static List<String> split(String parameters, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean braces = false;
        for (int i = 0; i < parameters.length(); i++) {
            char c = parameters.charAt(i);
            boolean last = i + 1 == parameters.length() || parameters.charAt(i + 1) == separator;
            if (separator == ';' && c == '{' && part.indexOf("=") == part.length() - 1 && !part.isEmpty()) {
                braces = true;
            } else if (braces && c == '}' && last) {
                braces = false;
            }
            boolean escaped = i > 0 && parameters.charAt(i - 1) == '\\' && separator == ';';
            if (c == separator && !braces && !escaped) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /**
     * Returns the kind of database that the URL names, such as {@code postgresql}, seen through wrappers of drivers such as
     * that of AWS; empty if it names none.
     */
    public String kind() {
        return kind(unwrapped(url));
    }

    private static String kind(String url) {
        String[] parts = url.split(":", 3);
        return parts.length > 2 && parts[0].equals("jdbc") ? parts[1].toLowerCase(Locale.ROOT) : "";
    }

    /**
     * Returns the URL that the wrapper of a driver hands on to the driver; the URL itself if it names none.
     *
     * @param url such as {@code jdbc:aws-wrapper:postgresql://host/shop}
     */
    public static String unwrapped(String url) {
        String rest = url;
        while (JdbcKind.isWrapper(kind(rest))) {
            rest = "jdbc:" + rest.split(":", 3)[2];
        }
        return rest;
    }

    /** Tells whether a URL is that of PostgreSQL's driver, wrapped or not. */
    public static boolean isPostgres(String url) {
        return kind(unwrapped(url)).equals("postgresql");
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
        String masked = UrlSecrets.masked(url).replaceAll("\\p{Cntrl}", " ");
        return masked.length() <= 300 ? masked : masked.substring(0, 300) + "…";
    }

    /** Returns the URL for readers. */
    @Override
    public String toString() {
        return shown(url);
    }
}
