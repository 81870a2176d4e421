// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

/** A cookie in the store of a user (RFC 6265, section 5.3). */
final class Cookie {

    final String name;
    final String value;
    final String domain;
    final String path;
    final boolean secure;
    final long expires;

    private final boolean hostOnly;

    /** Time of creation, or that of the cookie it replaced, as a counter of such events. */
    long created;

    /** Time when it was last stored or sent, counted in the same way. */
    long lastUsed;

    Cookie(SetCookie set, String domain, boolean hostOnly, String path) {
        this.name = set.name();
        this.value = set.value();
        this.secure = set.isSecure();
        this.expires = set.expires();
        this.domain = domain;
        this.hostOnly = hostOnly;
        this.path = path;
    }

    /** Returns whether it replaces another one. */
    boolean isSameAs(Cookie other) {
        return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
    }

    boolean isExpired(long now) {
        return expires <= now;
    }

    /** Returns whether it is sent with a request to this URL. */
    boolean isFor(Origin origin, String requestPath) {
        return (origin.tls() || !secure)
                && (hostOnly ? origin.host().equals(domain) : domainMatches(origin.host(), domain))
                && pathMatches(requestPath, path);
    }

    /** RFC 6265, section 5.1.3: only names have names below them, addresses have not. */
    static boolean domainMatches(String host, String domain) {
        return host.equals(domain)
                || (host.length() > domain.length()
                        && host.endsWith(domain)
                        && host.charAt(host.length() - domain.length() - 1) == '.'
                        && !Origin.isAddress(host));
    }

    /** RFC 6265, section 5.1.4: whole segments alone. */
    static boolean pathMatches(String requestPath, String path) {
        return requestPath.startsWith(path)
                && (requestPath.length() == path.length()
                        || path.endsWith("/")
                        || requestPath.charAt(path.length()) == '/');
    }

    /** RFC 6265, section 5.1.4: the directory of a request. */
    static String defaultPath(String requestPath) {
        int slash = requestPath.lastIndexOf('/');
        return slash <= 0 ? "/" : requestPath.substring(0, slash);
    }
}
