// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL whose host and port can be replaced by those of a proxy; PostgreSQL, MySQL, MariaDB, and H2 over TCP.
 *
 * <p>The URL may hold a password, so neither {@link #toString()} nor a message shows more than host and port.
 */
public final class ProxiedUrl {

    private static final int MOST_CHARACTERS = 8192;
    private static final int HIGHEST_PORT = 65_535;

    private enum Product {
        POSTGRESQL("jdbc:postgresql:", 5432, "socketFactory|service|host|port|PGHOST|PGPORT"),
        MYSQL("jdbc:mysql:", 3306, "socketFactory"),
        MARIADB("jdbc:mariadb:", 3306, "socketFactory|localSocket|pipe"),
        H2("jdbc:h2:tcp:", 9092, "");

        private final String prefix;
        private final int port;
        /** Parameters that choose the server in place of host and port. */
        private final String detours;

        Product(String prefix, int port, String detours) {
            this.prefix = prefix;
            this.port = port;
            this.detours = detours;
        }
    }

    /** A name or address, or an IPv6 address in brackets, and a port. */
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}(?:%[\\w.-]{1,20})?]|[^:\\[\\]]{0,255})(?::(\\d{0,5}))?");

    private static final String VERIFIED =
            ", by which the driver has the server's host name verified, and the proxy's host"
                    + " is 127.0.0.1; encrypt, or verify the certificate, without the host name, as with sslmode=require or"
                    + " sslmode=verify-ca";

    private final String before;
    private final String host;
    private final int port;
    private final String after;

    private ProxiedUrl(String before, String host, int port, String after) {
        this.before = before;
        this.host = host;
        this.port = port;
        this.after = after;
    }

    /**
     * Takes a URL apart.
     *
     * @throws IllegalArgumentException if it cannot be sent through a proxy; the message says why, in words that follow
     *     "because", and without what the URL may keep secret
     */
    public static ProxiedUrl of(String url) {
        if (url.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("the URL is longer than " + MOST_CHARACTERS + " characters");
        }
        Product product = product(url);
        String rest = url.substring(product.prefix.length());
        if (product == Product.POSTGRESQL && !rest.startsWith("//")) {
            rest = "///" + (rest.startsWith("/") ? rest.substring(1) : rest);
        }
        if (!rest.startsWith("//")) {
            throw new IllegalArgumentException("its URL chooses among several hosts, and a proxy stands before one");
        }
        int end = firstOf(rest, 2, "/?;#");
        String authority = rest.substring(2, end);
        String after = rest.substring(end);
        checkDetours(product, after);
        int user = authority.lastIndexOf('@') + 1;
        String place = authority.substring(user);
        if (place.contains(",") || place.contains("(")) {
            throw new IllegalArgumentException("its URL names several hosts, and a proxy stands before one");
        }
        Matcher matcher = HOST.matcher(place);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("host and port are not to be found in its URL");
        }
        String name = matcher.group(1);
        String host = name.isEmpty() ? "localhost" : name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        String before = product.prefix + "//" + authority.substring(0, user);
        return new ProxiedUrl(before, host, port(matcher.group(2), product), after);
    }

    private static Product product(String url) {
        for (Product product : Product.values()) {
            if (url.regionMatches(true, 0, product.prefix, 0, product.prefix.length())) {
                return product;
            }
        }
        if (url.regionMatches(true, 0, "jdbc:h2:", 0, "jdbc:h2:".length())) {
            throw new IllegalArgumentException("this H2 runs in the JVM itself, without a network");
        }
        if (url.regionMatches(true, 0, "jdbc:aws-wrapper:", 0, "jdbc:aws-wrapper:".length())) {
            throw new IllegalArgumentException(
                    "its URL is that of the AWS wrapper, which chooses among the servers of a cluster by itself");
        }
        throw new IllegalArgumentException(
                "only URLs of PostgreSQL, MySQL, MariaDB and H2 (jdbc:h2:tcp:) can be sent through one");
    }

    private static void checkDetours(Product product, String after) {
        Matcher detour = Pattern.compile("[?&](" + product.detours + ")=", Pattern.CASE_INSENSITIVE)
                .matcher(after);
        if (!product.detours.isEmpty() && detour.find()) {
            throw new IllegalArgumentException(
                    "its URL sets '" + detour.group(1) + "', which leads past host and port");
        }
        verifying(product, parameters(after)).ifPresent(setting -> {
            throw new IllegalArgumentException("its URL sets '" + setting + "'" + VERIFIED);
        });
    }

    private static Map<String, String> parameters(String after) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String[] parts = after.split("[?&;#]", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            parameters.put(
                    equals < 0 ? parts[i] : parts[i].substring(0, equals),
                    equals < 0 ? "" : parts[i].substring(equals + 1));
        }
        return parameters;
    }

    /** Returns the setting by which the driver compares the name of the server with its certificate; empty if none does. */
    private static Optional<String> verifying(Product product, Map<String, String> parameters) {
        Map<String, String> set = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        set.putAll(parameters);
        return switch (product) {
            case POSTGRESQL -> {
                String mode = set.getOrDefault("sslmode", "");
                if (!mode.isEmpty()) {
                    yield verifies("sslmode", mode, Set.of("verify-full"));
                }
                yield verifies("ssl", set.get("ssl"), Set.of("true", ""));
            }
            case MYSQL -> verifies("sslMode", set.get("sslMode"), Set.of("verify_identity"));
            case MARIADB -> {
                Set<String> full = Set.of("verify-full", "verify_identity", "true", "1");
                yield verifies("sslMode", set.get("sslMode"), full)
                        .or(() -> verifies("useSsl", set.get("useSsl"), full));
            }
            case H2 -> Optional.empty();
        };
    }

    private static Optional<String> verifies(String name, @Nullable String value, Set<String> full) {
        return value != null && full.contains(value.toLowerCase(Locale.ROOT))
                ? Optional.of(value.isEmpty() ? name : name + "=" + value)
                : Optional.empty();
    }

    private static int firstOf(String text, int from, String ends) {
        int at = from;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static int port(@Nullable String digits, Product product) {
        if (digits == null || digits.isEmpty()) {
            return product.port;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("host and port are not to be found in its URL");
        }
        return port;
    }

    /** Returns why a URL cannot be sent through a proxy, for {@link FaultSurroundings}; empty if it can. */
    public static Optional<String> refusal(String url) {
        try {
            of(url);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns why connections cannot go through a proxy, as above.
     *
     * @param url where they lead
     * @param properties what the driver is told besides, by name
     */
    public static Optional<String> refusal(String url, Map<String, String> properties) {
        Optional<String> ofUrl = refusal(url);
        return ofUrl.isPresent()
                ? ofUrl
                : verifying(product(url), properties).map(setting -> "the pool sets '" + setting + "'" + VERIFIED);
    }

    /** Returns the server's host, without brackets. */
    public String host() {
        return host;
    }

    /** Returns the server's port. */
    public int port() {
        return port;
    }

    /** Returns the URL that leads to a port on this machine instead; it holds what the first one held. */
    public String through(int proxyPort) {
        return before + "127.0.0.1:" + proxyPort + after;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
